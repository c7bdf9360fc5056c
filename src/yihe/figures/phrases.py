"""Strip a phrase to the words that name something: no times, no connectives, no bare verbs."""

from __future__ import annotations

import re
from functools import lru_cache

from yihe.figures.nouns import LANDMARK

_TIME = (
    r"(?:自?(?:今年|去年|上年|明年|(?:19|20)\d\d年)?\d{0,2}月?份?(?:以来|至今)|今年以来|全年|(?<![\d一二两三四五几])年内|上半年|下半年|(?:前三|[一二三四])季度末?|年[末底]前?|截至[^，]{0,8}?(?:[底末日]|月$)|截至目前|目前|"
    r"(?:19|20)\d\d年?[—\-~至到]+(?:(?:19|20)?\d\d年)|明年(?:\d{1,2}月)?(?:[底末]前?)?|今年|去年|上年(?!结转|结余)|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个月|近年来|五年来|(?:19|20)\d\d年(?:[末底]前?)?|\d{1,2}(?:[—\-~至到]+\d{1,2})?月(?:份|[底末]前?|\d{1,2}日(?:当天|起|前)?)?|[近五十三]年间|近[一二三四五六七八九十\d]+年|[一二三四五六七八九十\d]+年来|\d{1,2}个月来|“十.?五”(?:期间|时期|期?末)?|十[一二三四]?五(?:期间|时期|期?末|(?=[全我][省市县区州]))|(?:春节|元旦|国庆|五一|两节|汛期|暑期|节日|假日)期间|从?\d{1,2}月份?开始|(?:[三五十]|(?<!\d)\d{1,2})年(?=新增|共|累计|实现|完成|投放|投入|新建|建成|改造|生产|增[加长]|翻)|(?:[一二两三五十]|(?<!\d)\d{1,2})年内)"
)
_LEAD = re.compile(
    rf"^[\s“”‘’（）()、【】]*(?:{_TIME}|[市县区镇省]里(?=[一-鿿]{{2}})|我们|列入[^，、]{{0,8}}计划的|(?:今后|未来)[三五十]年|\d{{1,2}}[、.．](?!\d)|该[市区县镇乡局园](?![域位级])|[可需](?=实现|完成|达)|[此本]次(?=[一-鿿]{{3}})|共?有(?![偿关效利机色序线形限望害氧力])|执行中再?|圆满(?=完成)|单月|当月|其中|同时|另外|此外|先后(?=[一-鿿]{{2}})|并且?|且|又|还|也|而(?=[一-鿿]{{3}})(?![言且])|加上(?![级年解])|加(?=上[级年解])|及(?=上年|结转)|其(?!他|它|余|中)|分别[为是]|预计|据统计|据介绍|据了解|据悉|按照?(?=20\d\d年)|一是|二是|三是|四是|五是|六是|首先|其次|"
    # 园内汇聚了以设计院为主的服务机构: where and as whom they stand is no part of what is counted.
    rf"[约仅](?=占)|[^，、\d]{{0,4}}(?:聚集|集聚|汇聚|汇集|坐拥)了(?=[^，]{{3}})"
    rf"|(?:[区境市县]内|辖区)(?:现|共)?有|以[^，、\d]{{2,16}}为(?:代表|主|龙头|引领|重点)的|"
    rf"[（(]?[一二三四五六七八九十]+[)）、]|全(?:地区|[市省区县国州旗盟乡镇域疆])(?=[^第前领先首])(?!冠军)|我[市省区县国乡镇旗州局院委厅办处校](?!们)|按[^，]{{1,6}}分|当年即|按?(?:不变|可比|现行?|同)(?:价格?|口径)(?:计算)?|剔除[^，]{{2,16}}因素后?|力争|确保|争取(?=到|在|全)|控制在|"
    rf"[^，、]{{0,8}}(?:部门|机构|机关|单位|街道|支队|[局委办厅])(?:共|累计)(?=[查检出受办调化开破走安实投完发建处组])|[一-鿿]{{2,5}}[乡镇村市县区道](?:下|现)?辖有?|同比(?=事故|案件|死亡|受理)|(?:从而|可以?|将)?[使让令](?![用馆得位步])|将(?![军近来要])|在(?![建校岗册职线读地库编籍园学院营存])|已经?|共计?(?!划)|现有|现已|拥有|仅|共有|累计(?=完成|实现)|主要是?|总体上|到(?![位户账帐港达访期会岸]))"
)
_TAIL = re.compile(
    r"(?:(?<=企业)发展[到至]|(?<=[量额数值])[日月]均|始终|实现|完成|先后|刚刚|大约|大概|重新回|仍|各|(?<![许认])可|跨越|压减|预计|连年|连跨|稳步|大幅度?|持续|继续|进一步|显著|明显|快速|较快|高速|平稳|不断|同步|逆势|双双|小幅|略|(?<![合共协陪])同(?=$)|(?:再|屡|又)?创下?了?(?:历史|同期|近年来?)?(?:新高|最高|新低)|(?<=[速率量额值价])在|首次|一举|激|猛|成功|(?<=[积量模额数])(?:发展|扩大|壮大)|最[高低多少]|达到了?|达|(?<!行)为|是|(?<![签节合预公条契集])约|近|超过了?|突破了?|超|累计|已|分别|有望|(?<![主重需纪摘])要|(?<=[一-鿿]{3})(?<!成)就|继(?:[去上前]年|\d{4}年)|(?<=[资值入出额量])[三四五十]年|(?<![人户亩])均|都|共计?|总计|合计|有|再|也|又|保持在?|稳定在|控制在|至|到|共|将|了|(?:将)?在[^，、]{2,14}中率先|(?<=[A-Z一-鿿])预期|(?<=[率量额值度])高|[在于](?:19|20)\d\d年|同比|环比|达到?每[百千万]?(?:平方公里|[人户亩]|公顷)|比上年同?期?|较上年同?期?|比去年同?期?|较去年同?期?|"
    r"增长|增加|提高|提升|上升|上涨|下降|减少|降低|回落|下跌|收窄|(?<!新)增|递增|递|(?<!起)降|升|涨|实际|年均|平均|(?<=[量额值入位])只|一般在|净增|高于|快于|高出|超出|低于|慢于|全国|全省|全市|平均|居|位居|位列|(?<![行系序陈])列|排名|稳居|名列|第|速度|由|从|的|比重(?=为)|以|每(?:小时|天|日|年|月|周|吨|亩|人|户)|[（(、，])+$"
)
VERB_ONLY = re.compile(
    r"^(?:同比|环比|同|[单当]日|统一|恶化|精简|幅度|大幅度?|稳步|持续|明显|显著|快速|小幅|比|较|上年|去年|同期|增长|增加|提高|提升|上升|上涨|下降|减少|降低|多|少|[高低快慢](?=$)|回落|加快|放缓|改善|调整|优化|分别|均|居|位居|位列|列|稳居|排名|排|名列|全[国省市区县]|平均|水平|高于|低于|快于|超出|高出|超过|领先|落后|要求|年?增幅|年?增速|超?(?:时序|序时|时间)进度|超额?(?:年度|全年|规划|既定|[省市]定)?(?:计划|任务|目标)|该(?:指数|指标|比例|数字|数据|增速|占比)|年?增长率|年?[涨降跌]幅|年平均|比重|占比|削减|降幅|涨幅|连续|"
    r"其中|可比|当月|达到并|为(?:年度?|全年|年初|同期)(?:计划|预算|目标|任务)(?=$)|优于|指标|约束性|这一(?:数字|指标|数据|比例)|也是|跃升|刚刚|为|达到?|实现|个|副省级|以上|城市|中|第|年均|递增|累计|比上年|末|扩大|收窄|净增|超额|完成|目标|占|再|压减|基础上|增产|减产|增盈|减亏|增亏|增收|减收|增支|减支|短收|超收|多收|少收|[上下][调浮]|相当于|(?:按[^，]{0,10})?(?:平均)?汇率(?:计算|折算)?|约合|折合|折算|[两三四五六七八九十\d]+年|前[五十\d]年|市级|省级|引导性|年度|计划|的|名义|实际|自然口径|[扣剔]除[^，、]{2,14}后|扣除价格(?:变动)?因素(?:影响)?后?|仍能?|能够?|跃居|升至|上|也|已|跻身|进入|继续|保持|总量|规模|首次|突破|成为|约|近|，|、|\s)*$"
)
_SOFT_END = "、，。；“”" + "".join(char for char in map(chr, range(0x3001)) if char.isspace())
# What a tail ends with: most phrases end otherwise.
_TAIL_ENDS = frozenset(
    "(（，、为举也概了终于亩人仍从以低就先共再减出列刚别到功加势升又双可各同名后吨周回国在均增多大天将少居展已市幅年度快成户持断日只时是显月有望期次步比涨激猛现由略的省破稳窄第约续至落著要计超越跌跨达过近递速都里重长际降顷高"
)
NOISE = re.compile(r"\[\d{1,2}\]|【[^】]*】|（[^）)]*[）)]|\([^）)]*[）)]|“|”|‘|’|《|》|「|」")


_STEPPED = re.compile(r"^[十百千万]*[亿万]?元?级?新?(?:台阶|大关|关口|门槛)[、，]")
# 实现“五个突破”（全市生产总值突破…: a bracket still open begins anew.
_BRACKET = re.compile(r"^[^（(]*[（(](?=[^）)]{2,}$)")
# Who has set a goal is not what it is of: 省政府提出的财政收入达到20亿元的目标.
_DEMANDED = re.compile(
    r"^.{0,20}?之一的|^.{0,20}?(?:提出|确定|下达|规定|要求|批准|审议通过)的(?:“[^”]*”末?|到?\d{4}年[末底]?)?"
)
# A time or a bare verb between the owner and what is measured: 企业1—7月零售额, 服务业实现增加值.
_INNER = re.compile(
    r"(?<=[一-鿿])(?:今年以来|(?:今年|去年|上半年)(?=计划|共|累计|实现|完成|新增|预计|投入|接待)|全年(?!龄)|\d{1,2}[—\-~至到]+\d{1,2}月(?:份)?|前\d{1,2}个月)"
    r"|有(?:监测|记录|统计|气象)[^，]{0,5}以来"
    r"|(?<=[一-鿿]{2})(?:预计)?(?:共|累计)?(?:实现|完成)(?=(?:总?产值|增加值|(?:营业|主营业务|销售)?收入|营收|[^，]{0,2}零售额|销售额|营业额|税收|利税|利润)$)"
)


_BULLETS = "●■◆▲★◎①②③④⑤⑥⑦⑧⑨⑩"
# What interrupts a phrase is a time, or 实现 and 完成.
_MAY_INTERRUPT = re.compile("年|月|以来|实现|完成")


# 此次改造将把男女厕位比例从1∶1.2提高到1∶1.8.
_TO_BE_MADE = re.compile("[^，、]{0,8}将[把对](?=[一-鿿]{3})")


# The same few phrases (，同比增长) stand before most numbers of a text.
@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Strip connectives and times from the front and bare verbs from the back."""
    text = _opened(_opened(NOISE.sub("", text), _BRACKET), _STEPPED).strip(" 、，（(").lstrip("）)")
    text = _opened(text[_last_gap(text) :].lstrip(_BULLETS), _UNOPENED)
    if "的" in text:
        text = _opened(text, _DEMANDED)
    if "将" in text:
        text = _opened(text, _TO_BE_MADE)
    if _MAY_INTERRUPT.search(text):
        text = _INNER.sub("", text)
    previous = None
    while previous != text:
        previous = text
        text = _opened(text, _LEAD)
        if text[-1:] in _TAIL_ENDS:
            text = _TAIL.sub("", text, count=1)
        text = text.rstrip(_SOFT_END)
    return text


# …的通报》，文件〔2018〕30号）的: the bracket was opened in a clause before.
_UNOPENED = re.compile(r"^[^（(]*[）)]")


def _last_gap(text: str) -> int:
    """Where the words after the last blank begin; one beside a Latin word (开通BRT 线路) parts nothing."""
    at = text.rfind(" ")
    return 0 if at > 0 and text[at - 1].isascii() and text[at - 1].isalnum() else at + 1


def _opened(text: str, opening: re.Pattern[str]) -> str:
    """Return a text without what it opens with."""
    found = opening.match(text)
    return text[found.end() :] if found else text


# A joint between members of a list, not within a word: 涉及, 总和, 参与.
JOINT = re.compile(
    r"、|(?<![总饱共调中温缓])和(?!谐|平|解)|(?<![参给赠授])与(?!会)|以及|(?<![涉普以危波触顾推])及(?!时|格|以|早)"
)


_EACH_IS = re.compile("(?:分别)?[为是]$|(?<=[一-鿿]{2})(?:全面|全部|如期)(?:落实|办结|兑现)$")
_AMONG = re.compile("(?<=[一-鿿]{3})(?:中?已?有|中)$")
# 46个老旧小区已全部开工 are told as begun; of 3所学校将于9月1日启用 the day is none of their name.
_BECOMES = re.compile(
    "(?<=[一-鿿]{2})(?:(?:已|均|全部|正)+(?P<deed>开工|完工|竣工|投用|启用|建成|改造|入住|复工)|将于.*)$"
)
_NO_NOUN_OPENS = frozenset("新大台关门分均都为是系属")
_COPULA = re.compile(r"^(?:分别)?(?:均|都)?(?:为|是|系|属于)(?=[一-鿿]{3})(?!止|期|主)")


def bare_noun(words: str) -> str:
    """Strip marks and joints from both ends of the words after a number."""
    if words.endswith(("为", "是", "落实", "办结", "兑现")):
        words = _EACH_IS.sub("", words)
    words = NOISE.sub("", words).strip("的、和与及， ")
    if words[:1] in _NO_NOUN_OPENS:
        words = _COPULA.sub("", LANDMARK.sub("", words))
    if "已" in words or "将于" in words or "全部" in words:
        becomes = _BECOMES.search(words)
        words = (becomes["deed"] or "") + words[: becomes.start()] if becomes else words
    return _AMONG.sub("", words) if words.endswith(("有", "中")) else words


_FROM = (
    r"(?:(?:每|[年户亩]?人?均(?=$|每|[年月])|原|首|最初|当初|年初|初期|此前|[一二三四]季度|[年月]标准|改革前|之前|以往|上年|过去|去年|“|十|\d)[^，]{0,10}"
    r"|[^，由从]{0,6}的)"
)
_THAN = (
    r"[^，]{0,10}?(?:上年|季度|去年|年初|年末|上月|上季|\d月|同期|\d年|年前|全国|全省|全市|全区|平均|“|十.?五期?末"
    r"|预期|计划|半年|此前|之前)[^，]*"
)
_EQUALS = r"[^，]{0,6}(?:上年|去年|同期|\d年|前[三五十]年|年前|平均|上个|“|十.?五期?末)[^，]*"
# All alternatives open with a character, so that a search skips ahead to it.
_COMPARISON = re.compile(
    rf"(?:比[^，]{{2,14}}?(?:增速|水平|增幅|平均)(?:值|水平)?(?:高|快|低|慢|多)出?了?|由{_FROM}|从{_FROM}"
    rf"|比(?<!可比)(?![重例由从]){_THAN}|较{_THAN}|分别(?:(?:比(?![重例由从])|较){_THAN}|(?:是|为|相当于|恢复[到至]){_EQUALS})"
    r"|与[^，]{2,10}相比[^，]*|同[^，]{2,10}相比[^，]*|在(?:上年|去年|此)[^，]*"
    r"|(?<=[幅速])[比较][^，]{2,14}[高低快慢]出?"
    r"|高于[^，]*|高出[^，]*|快于[^，]*|低于[^，]*|慢于[^，]*|超出[^，]*|超过[^，]*|领先[^，]*|跑赢[^，]*"
    rf"|是{_EQUALS}|为{_EQUALS}|相当于{_EQUALS}|恢复[到至]{_EQUALS})$"
)

# Every comparison opens with one of these; most words hold none, which is sooner found.
_COMPARES = frozenset("比由从较分与同在高快低慢超领跑是为相恢")


def cut_comparison(words: str) -> str:
    """Drop the other side of a comparison: 比上年, 高于全国, 是上年的."""
    return words if _COMPARES.isdisjoint(words) else _COMPARISON.sub("", words)


# 采矿业实现恢复性增长, 劳务产业继续壮大: whose output is told next.
_INDUSTRY = re.compile(
    r"(?P<name>(?![大全各])[一-鿿、]{1,22}?业|[夏秋早]粮|粮食|油料|棉花|蔬菜|水果|生猪)(?=受|喜获|再获|丰收|增速|生产|发展|保持|呈|运行|增长|实现|恢复|支撑|继续|加快|不断|持续|稳步|平稳|快速)"
)


def industry_of(said: str) -> str:
    """Return the industry a clause without numbers tells of; empty where it tells of none."""
    found = _INDUSTRY.match(said)
    return found["name"] if found else ""


# 经营主体稳中培优。总量达…: a sentence that only says how its thing fares, before what is measured of it.
_FARES = re.compile(
    "(?P<name>[一-鿿]{2,10}?)(?:稳中|不断|持续|加快|稳步|快速|进一步|扎实|深入|有序|蓬勃|全面|显著|明显|提质|扩容|活跃|壮大|增长|提升|向好|更加"
    "|日益|逐步|有力|较快|平稳|再创|再上|成效|势头|态势|步伐|亮点)[一-鿿]{0,8}"
)


def faring(sentence: str) -> str:
    """Return the thing that a short sentence without figures says the state of; else nothing."""
    found = _FARES.fullmatch(sentence)
    if found is None or _ACTS.match(sentence) or _OWN_DEED.match(sentence) or _NO_THING.search(found["name"]):
        return ""
    return found["name"]


_NO_THING = re.compile(
    "(?:事业|工作|建设|发展|保障|水平|民生|环境|体系|能力|服务|生活|活力|质量|改革|动能|基础|结构|形势|运行|文明|生态)$"
)


_ACTS = re.compile(
    r"(?:实施|开展|推进|推动|加快|启动|举办|建设|打造|完成|坚持|加强|强化|深化|优化|组织|制定|出台|持续)"
)


_OWN_DEED = re.compile(
    rf"^(?:{_ACTS.pattern}|[^，]{{0,4}}(?:着力|聚力|全力|大力|积极|深入|扎实|有效|切实|不断|进一步|全面|统筹|围绕|聚焦|落实|抓|做|对|向|与|为|在|以|把|将|从|由))"
)


# 滨河路属新建道路 tells of 滨河路.
_NAMED_AS = re.compile(
    r"(?P<name>[一-鿿]{2,8}(?:路|街|桥|河|湖|园|项目|工程|中心|公司|园区|基地))(?:属于?|是|为)[一-鿿]{2}"
)


_AGENT = re.compile(r"(?P<name>[一-鿿]{2,8}?)(?:成为|为|是)(?=[^，]{3})")


def agent_of(said: str) -> str:
    """Return whom a clause without numbers calls something: 东盟为第一大贸易伙伴 → 东盟."""
    found = _AGENT.match(said) if "为" in said or "是" in said else None
    return found["name"] if found and not _ACTS.match(said) else ""


def head_of(words: str) -> str:
    """Return the thing a clause without numbers tells something of: 特色劳务品牌培育壮大; empty for a deed."""
    text = clean(words.rpartition("等")[2])
    called = "是" in text or "为" in text or "属" in text
    if called and (named := _NAMED_AS.match(text)):
        return named["name"]
    return text if 6 <= len(text) <= 16 and not _OWN_DEED.match(text) and not _SPEECH.search(text) else ""


_TOPICS = (
    "项目",
    "公司",
    "企业",
    "园区",
    "中心",
    "工程",
    "基地",
    "平台",
    "方面",
    "集团",
    "产业园",
    "学校",
    "医院",
    "小区",
    "市场",
    "体系",
)
_TOLD_BY = re.compile("[^，]{0,6}记者[^，]{0,30}(?:获悉|了解到|看到|发现|采访)|[^，]{2,16}(?:介绍|表示|透露|说)$")


def names_who_told(words: str) -> bool:
    """Say whether a clause only says who told what follows: 记者从市城管局召开的通气会上了解到."""
    may = "记者" in words or words.endswith(("介绍", "表示", "透露", "说"))
    return may and bool(_TOLD_BY.match(words))


_SPEECH = re.compile(r"(?:指出|表示|介绍|获悉|了解到|提出|显示|通报|透露|强调|宣布)")


def topic_of(words: str) -> str:
    """Return the topic a clause without numbers sets for the clauses after it."""
    text = clean(words)
    named = 4 <= len(text) <= 28 and text.endswith(_TOPICS)
    return text if named and not _ACTS.match(text) and not _SPEECH.search(words) else ""
