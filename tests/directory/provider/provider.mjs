// An OpenID provider on loopback: node provider.mjs PORT. Its people come on standard input, one JSON object.
// {people: {login: {sub, name, preferred_username, groups}}, client, conform: true: claims by userinfo alone, secret}
import { readFileSync } from 'node:fs';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const port = +process.argv[2];
const given = JSON.parse(readFileSync(0, 'utf8'));
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: given.kid ?? randomUUID() };
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: given.client, application_type: 'native', redirect_uris: ['http://127.0.0.1/signed-in'],
    response_types: ['code'], grant_types: ['authorization_code'],
    ...(given.secret
      ? { client_secret: given.secret, token_endpoint_auth_method: 'client_secret_basic' }
      : { token_endpoint_auth_method: 'none' }),
  }],
  jwks: { keys: [key] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
  conformIdTokenClaims: given.conform ?? false,
  findAccount: (_ctx, id) => (given.people[id] ? { accountId: id, claims: () => ({ sub: id, ...given.people[id] }) } : undefined),
  cookies: { keys: ['test'] },
});
provider.listen(port, '127.0.0.1', () => console.log('ready'));
