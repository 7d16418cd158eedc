"""What is wrong with a field, in words: codes of the hub that more than one page, file or command meets."""

from typing import Final

from agent_desk.schemas.kit.vocabulary import Term, Vocabulary

FAULTS: Final = Vocabulary(
    "fault",
    Term("missing", "请填写此项。", "Please fill this in."),
    Term("taken", "已被占用。", "This is taken already."),
    Term("unknown", "该选项已不在列表中，请重新选择。", "This is not on the list any more. Please choose again."),
    Term(
        "at_the_seat",
        "该坐席正在签入，请在其签退后再修改。",
        "The agent is at the seat now. Change it after they have left.",
    ),
    Term("longer_than_threshold", "不能大于 T。", "This cannot be longer than T."),
    Term("not_a_share", "比例须在 0% 到 100% 之间。", "A share lies between 0 and 100 %."),
    Term("below_threshold", "不得低于阈值。", "This must be at or above the threshold."),
    Term("above_threshold", "须大于 0，且不得高于阈值。", "This must be above 0, and at or below the threshold."),
    Term(
        "system_reason", "该原因由系统自动设置，不能停用。", "The hub sets this reason itself, so it cannot be retired."
    ),
    Term(
        "calls_wait",
        "此队列中还有来电在等待，待处理完毕后再停用。",
        "Calls wait in this queue now. Retire it when they are through.",
    ),
    Term(
        "not_the_list", "列表已被他人修改，请查看后重试。", "The list has changed meanwhile. Look at it and try again."
    ),
    Term(
        "not_an_agent",
        "其中有人已不是坐席，请查看列表后重试。",
        "Somebody here is no agent any more. Look at the list and try again.",
    ),
    Term(
        "too_few_questions",
        "有的来电者被问到的问题会少于须答对的题数。",
        "Some callers would be asked fewer questions than must be right.",
    ),
    Term(
        "not_a_sound",
        "录音文件名不带扩展名，只能用字母、数字、- 和 _。",
        "The name of a file without an ending: letters, digits, - and _ only.",
    ),
    Term(
        "not_periods",
        "每天写作 09:00-12:00, 13:30-17:30，至多 6 段。",
        "Write a day as 09:00-12:00, 13:30-17:30, of six periods at the most.",
    ),
    Term(
        "not_in_order",
        "同一天的时段须先后相接，起早于止。",
        "The periods of a day follow each other, and each ends after it begins.",
    ),
    Term(
        "not_a_week",
        "须写满七天且至少一天开放；整体留空表示不单独规定。",
        "A week has seven days, one of them open; with none at all nothing of its own is said.",
    ),
    Term("not_a_topic", "请选择大类。", "Choose a topic."),
    Term("not_active", "该人员已停用。", "This person is not active."),
    Term("not_for_this_field", "该脱敏方式不适用于此字段。", "This way of masking does not fit this field."),
    Term(
        "string_pattern_mismatch",
        "只能使用小写字母、数字、点、连字符和下划线。",
        "Small letters, digits, dot, hyphen and underscore only.",
    ),
    Term("unwanted_characters", "其中有无法保存的字符。", "There are characters in this that cannot be stored."),
    Term("string_too_long", "内容过长。", "This is too long."),
    Term("string_too_short", "请填写此项。", "Please fill this in."),
    Term("set_with_the_centre", "随中心建立而定，不能再改。", "It is set when the centre is set up, and stays."),
    Term("stays_where_it_is", "不能移到另一条目之下。", "It cannot be moved below another entry."),
    Term("not_a_later_day", "须选择今天之后的日期。", "Choose a day after today."),
    Term("extra_forbidden", "无法识别。", "This is not known here."),
    Term("int_type", "须为整数。", "This must be a whole number."),
    Term("int_from_float", "须为整数。", "This must be a whole number."),
    Term("float_type", "须为数字。", "This must be a number."),
    Term("bool_type", "须为 true 或 false。", "This must be true or false."),
    Term("string_type", "须为加引号的文本。", "This must be a text in quotation marks."),
    Term("list_type", "须为方括号中的列表。", "This must be a list in square brackets."),
    Term("literal_error", "不是可用的取值。", "This is none of the values that there are."),
    Term("greater_than_equal", "小于允许的最小值。", "This is less than the least that is allowed."),
    Term("greater_than", "小于允许的最小值。", "This is less than the least that is allowed."),
    Term("less_than_equal", "大于允许的最大值。", "This is more than the most that is allowed."),
    Term("too_long", "条目过多。", "These are too many."),
    Term("value_error", "内容不一致。", "This does not hold together."),
    Term("not_found", "系统中没有这一项，不能由文件新增。", "There is no such entry here, and a file cannot add one."),
    Term(
        "own_rights",
        "不能扩大自己的权限，须由他人办理。",
        "Nobody widens their own rights: somebody else has to do it.",
    ),
    Term("last_administrator", "之后将无人可以管理人员。", "Nobody could manage people any more."),
    Term("subjects_unknown", "其中有不存在的班组、队列或网点。", "A team, queue or branch in it does not exist."),
    Term(
        "no_distinguished_name", "须写目录中的完整名称（如 cn=…,dc=…）。", "Write its distinguished name, as cn=…,dc=…"
    ),
)
