// The telephone's page: SIP by JsSIP, sound by the browser. It does what the desk orders (`phone.do`) and tells what happens by
// lines on the console, `phone:` and JSON. It decides nothing, keeps nothing, and no line ever holds a secret.
import JsSIP from 'jssip';

const QUALITY_MS = 2000;
const LEVEL_MS = 100;
const tell = (what, facts = {}) => console.info('phone:' + JSON.stringify({what, ...facts}));

let ua = null;
let session = null;
let microphone = null;   // the open MediaStream
let opening = null;      // its promise
let wanted = {microphone: '', speaker: ''};
let watching = null;     // timer of the quality
let meter = null;        // the open level meter
let context = null;
const sound = new Audio();
sound.autoplay = true;

// ------------------------------------------------------------------ devices

const constraints = () => ({
  audio: {
    echoCancellation: true, noiseSuppression: true, autoGainControl: true,
    ...(wanted.microphone ? {deviceId: {exact: wanted.microphone}} : {}),
  },
  video: false,
});

async function openMicrophone() {
  if (microphone && microphone.getAudioTracks().some(track => track.readyState === 'live')) return microphone;
  opening = opening || navigator.mediaDevices.getUserMedia(constraints()).finally(() => { opening = null; });
  try {
    microphone = await opening;
  } catch (fault) {
    tell('microphone', {works: false, why: fault.name});
    throw fault;
  }
  for (const track of microphone.getAudioTracks()) {
    track.onended = () => tell('microphone', {works: false, why: 'ended'});
  }
  tell('microphone', {works: true, why: ''});
  listDevices();  // their names are told only to a page that has been let to one
  return microphone;
}

function closeMicrophone() {
  if (session || meter || !microphone) return;
  microphone.getTracks().forEach(track => { track.onended = null; track.stop(); });
  microphone = null;
}

async function listDevices() {
  const all = await navigator.mediaDevices.enumerateDevices();
  const of = kind => all.filter(one => one.kind === kind && one.deviceId !== 'communications')
    .map(one => ({id: one.deviceId, label: one.label}));
  tell('devices', {microphones: of('audioinput'), speakers: of('audiooutput')});
}

async function check() {
  if (!microphone) {
    await openMicrophone().catch(() => listDevices());
    closeMicrophone();
  } else {
    await listDevices();
  }
}

async function choose(given) {
  wanted = {microphone: given.microphone || '', speaker: given.speaker || ''};
  if (sound.setSinkId) await sound.setSinkId(wanted.speaker).catch(() => tell('speaker', {works: false}));
  if (!microphone) return;
  const old = microphone;
  microphone = null;
  const metered = meter !== null;
  stopMeter();
  try {
    const fresh = await openMicrophone();
    const [track] = fresh.getAudioTracks();
    if (session && session.connection) {
      track.enabled = !session.isMuted().audio && !session.isOnHold().local;
      for (const sender of session.connection.getSenders()) {
        if (sender.track === null || sender.track.kind === 'audio') await sender.replaceTrack(track);
      }
    }
  } finally {
    old.getTracks().forEach(track => { track.onended = null; track.stop(); });
    if (metered && microphone) startMeter();
  }
}

// ------------------------------------------------------------------ test

const audio = () => { context = context || new AudioContext(); context.resume(); return context; };

function startMeter() {
  const analyser = audio().createAnalyser();
  analyser.fftSize = 8192;  // longer than LEVEL_MS: no sound falls between two looks
  const source = context.createMediaStreamSource(microphone);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell('level', {microphone: samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)});
  }, LEVEL_MS);
  meter = {stop: () => { clearInterval(timer); source.disconnect(); }};
}

function stopMeter() {
  if (meter) meter.stop();
  meter = null;
}

async function playTone() {
  const target = audio().createMediaStreamDestination();
  const tone = context.createOscillator();
  const loudness = context.createGain();
  loudness.gain.value = 0.2;
  tone.frequency.value = 440;
  tone.connect(loudness).connect(target);
  const player = new Audio();
  player.srcObject = target.stream;
  try {
    if (player.setSinkId) await player.setSinkId(wanted.speaker);
    await player.play();
    tone.start();
    tone.stop(context.currentTime + 1);
    tone.onended = () => { player.pause(); tell('tone', {works: true}); };
  } catch (fault) {
    tell('tone', {works: false, why: fault.name});
  }
}

// ------------------------------------------------------------------ the line

function register(given) {
  if (ua && ua.given.url === given.url && ua.given.uri === given.uri) {
    ua.set('password', given.secret);
    ua.register();
    return;
  }
  if (ua) ua.stop();
  const own = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(given.url)], uri: given.uri, password: given.secret,
    register: true, register_expires: given.expires_s || 120, session_timers: false, user_agent: 'agent-desk',
    connection_recovery_min_interval: 1, connection_recovery_max_interval: 8,
  });
  own.given = {url: given.url, uri: given.uri};
  ua = own;
  const mine = action => facts => { if (ua === own) action(facts || {}); };
  own.on('connecting', mine(() => tell('line', {state: 'registering'})));
  own.on('disconnected', mine(() => tell('line', {state: 'lost'})));
  own.on('registered', mine(() => tell('line', {state: 'registered'})));
  own.on('registrationFailed', mine(facts => {
    const lost = facts.cause === JsSIP.C.causes.CONNECTION_ERROR || facts.cause === JsSIP.C.causes.REQUEST_TIMEOUT;
    tell('line', {state: lost ? 'lost' : 'refused', why: String(facts.cause), status: facts.response ? facts.response.status_code : 0});
  }));
  own.on('newRTCSession', mine(facts => incoming(facts)));
  own.start();
}

function unregister() {
  const old = ua;
  ua = null;
  if (old) old.stop();
  tell('line', {state: 'off'});
}

// ------------------------------------------------------------------ a call

function incoming({originator, session: fresh}) {
  if (originator !== 'remote' || session) {
    if (fresh !== session) fresh.terminate({status_code: 486});
    return;
  }
  session = fresh;
  const over = by => facts => {
    if (session !== fresh) return;
    session = null;
    clearInterval(watching);
    sound.srcObject = null;
    closeMicrophone();
    tell('call', {state: 'ended', by, why: String(facts.cause || '')});
  };
  fresh.on('peerconnection', ({peerconnection}) => {
    peerconnection.addEventListener('track', event => { sound.srcObject = event.streams[0] || new MediaStream([event.track]); });
  });
  fresh.on('accepted', () => { tell('call', {state: 'talking'}); watching = setInterval(quality, QUALITY_MS); });
  fresh.on('hold', facts => { if (facts.originator === 'local') tell('call', {state: 'held'}); });
  fresh.on('unhold', facts => { if (facts.originator === 'local') tell('call', {state: 'talking'}); });
  fresh.on('ended', facts => over(facts.originator)(facts));
  fresh.on('failed', facts => over(facts.originator)(facts));
  tell('call', {state: 'ringing', who: fresh.remote_identity.uri.user || ''});
  openMicrophone().catch(() => {});  // told already
}

async function answer() {
  const ringing = session;
  if (!ringing || !ringing.isInProgress()) return;
  try {
    const mediaStream = await openMicrophone();
    if (session === ringing && ringing.isInProgress()) ringing.answer({mediaStream, pcConfig: {iceServers: []}});
  } catch {
    // told by openMicrophone; the call rings on, and its queue takes it to somebody else
  }
}

async function quality() {
  if (!session || !session.connection) return;
  const facts = {sent: 0, received: 0, lost: 0, jitter_ms: 0, round_trip_ms: 0, buffer_ms: 0, codec: '', level_in: 0, level_out: 0};
  const report = await session.connection.getStats();
  report.forEach(one => {
    if (one.type === 'inbound-rtp') {
      facts.received = one.packetsReceived;
      facts.lost = one.packetsLost;
      facts.jitter_ms = 1000 * (one.jitter || 0);
      facts.buffer_ms = one.jitterBufferEmittedCount ? 1000 * one.jitterBufferDelay / one.jitterBufferEmittedCount : 0;
      facts.level_in = one.audioLevel || 0;
      const codec = report.get(one.codecId);
      facts.codec = codec ? codec.mimeType.replace('audio/', '') : '';
    } else if (one.type === 'outbound-rtp') {
      facts.sent = one.packetsSent;
    } else if (one.type === 'remote-inbound-rtp') {
      facts.round_trip_ms = 1000 * (one.roundTripTime || 0);
    } else if (one.type === 'media-source') {
      facts.level_out = one.audioLevel || 0;
    }
  });
  tell('quality', facts);
}

function refer(given) {
  if (!session) return;
  session.refer(given.target, {eventHandlers: {
    accepted: () => tell('refer', {works: true}),
    failed: facts => tell('refer', {works: false, why: String(facts.cause || '')}),
    requestFailed: facts => tell('refer', {works: false, why: String(facts.cause || '')}),
  }});
}

// ------------------------------------------------------------------ orders

const orders = {
  register, unregister, answer, refer, choose,
  refuse: () => session && session.terminate({status_code: 486}),
  hold: given => session && session.isEstablished() && (given.on ? session.hold() : session.unhold()),
  mute: given => {
    if (!session) return;
    if (given.on) session.mute({audio: true}); else session.unmute({audio: true});
    tell('muted', {on: given.on});
  },
  dtmf: given => session && session.sendDTMF(given.digits, {transportType: 'RFC2833'}),
  hang_up: () => session && session.terminate(),
  check,
  tone: playTone,
  meter: given => {
    stopMeter();
    if (given.on) return openMicrophone().then(startMeter);
    closeMicrophone();
  },
};

navigator.mediaDevices.addEventListener('devicechange', () => { check(); });
window.phone = {
  do: text => {
    const given = JSON.parse(text);
    Promise.resolve().then(() => orders[given.order](given))
      .catch(fault => tell('fault', {order: given.order, why: fault.name}));
  },
};
tell('page');
