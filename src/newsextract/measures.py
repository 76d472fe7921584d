"""Numbers and words in Latin letters: what a thing can do (35千伏变电站), a model (GE2.5-132), or a count of things."""

from __future__ import annotations

import regex

from newsextract.compiled import compiled
from newsextract.rules import Room
from newsextract.token import HAN, PAIR, Token, last_run
from newsextract.vocabulary import ACTION, STRONG, vocabulary

_MEASURE = compiled(
    r"(?<scale>[十百千万亿余多]*)(?<unit>千伏|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|平方公里|平方米|立方米|公里|公斤|吨|千米|米|亩|伏|锭|公方|千伏安|国道|省道|县道|头|只|羽|套|台|辆|张|件|床位?|床|匹|瓶|箱|盒|支|双|根|艘|副|桶|节|幅|尾|枚|袋|罐|克|立方|标箱|标准箱|纱锭|门|盏|卷|平|万吨级|吨级|级|℃|度|号|期|层|车道|位|英寸|寸|纳米|微米|毫米|厘米|代)(?:/[年日天]|/\d[\d.]*万?(?:兆瓦时|千瓦时|吉瓦时|MWh|kWh|GWh))?"
)
_MADE = compiled(
    r"(?<scale>[十百千万亿]+)(?<unit>[^\P{Han}元美英港日欧人户年月多余])"
)  # 6000万|颗: what is made by so many
_CLASSIFIER = compiled(r"[余多]?(?:个|条|座|项|家|处|栋|幢|所|批|名|位|户|次|届|块|片|轮|种|类|大|宗|笔|起|串|组|间)")
_BY_YEAR = compiled(r"(?:1[89]|20)\d\d")
_OF_A_YEAR = compiled(r"(?:文创|创意|文化|艺术|工业|产业|记忆|街区|广场|小镇|公园|老)")
_MODEL = compiled("[A-Za-z℃#—-]")
_ENDED = compiled(r"[-—]?[A-Za-z]|$|[，。；、]")
_BLOCKS = frozenset("区段座栋馆")
_ROADS = ("国道", "省道", "县道", "乡道")  # 国道|342
_LENGTHS = ("公里", "千米")
_WORK_ON_IT = compiled(r"处|\p{Han}{0,8}(?:工程|项目|改造|扩建|整治|加固)")
_LONG = ("公路", "铁路", "高速", "高铁", "大道", "快速路", "管道", "管线", "大堤")
_POWER = ("千瓦", "兆瓦", "吉瓦")
_ITS_WORK = compiled(r"\p{Han}{1,8}(?:项目|工程|电[站场厂]|机组|生产线)|级(?:\p{Han}{0,4})(?:码头|泊位|航道)")
_SETS = ("机组", "燃煤机组", "供热机组", "超超临界", "燃气机组")


class Measures:
    """Makes tokens of the pieces of a sentence that are written in Latin letters or Arabic digits."""

    def __init__(self, room: Room) -> None:
        """Take the words of the room."""
        self._rated, self._sign = room.words["rated"], vocabulary(room).sign

    def take(self, piece: regex.Match[str], text: str, stop: int, tokens: list[Token]) -> int:
        """Take a number with its measure: inside a name it is what the thing can do (35千伏变电站), else a count."""
        at, end = piece.span()
        if len(piece["latin"]) == 1 and text[end : end + 1] in _BLOCKS and piece["latin"].isalpha():
            tokens.append(Token(at, end + 1, text[at : end + 1], "n"))  # 商贸城|B区
            return end + 1
        if (
            _MODEL.search(piece["latin"]) or text.startswith("线", end) or text.endswith(_ROADS, 0, at)
        ):  # a model or mark: GE2.5-132, 26-6, 307线
            tokens.append(Token(at, end, piece.group(), "n"))
            return end
        if _BY_YEAR.fullmatch(piece["latin"]) and _OF_A_YEAR.match(text, end, stop):
            tokens.append(Token(at, end, piece.group(), "n"))  # 棉纺|1958|文创园
            return end
        counted = _CLASSIFIER.match(text, end, stop)
        if counted:
            tokens.append(Token(at, counted.end(), text[at : counted.end()], "c"))
            return counted.end()
        measure = _MEASURE.match(text, end, stop) or _MADE.match(text, end, stop)
        last = tokens[-1] if tokens else None
        inside = last is not None and last.sign == "n"
        rated = measure is not None and measure["unit"] in self._rated
        closed = inside and self._run_sign(tokens) in (STRONG, ACTION)
        if (
            measure is not None
            and measure["unit"] in _LENGTHS
            and last is not None
            and (last.text.endswith(_LONG) or text.endswith("号线", 0, at))
        ):
            closed = (
                closed or _WORK_ON_IT.match(text, measure.end()) is None
            )  # 临泽高速公路|128公里|战线上, 地铁2号线|21公里|地下段
        if closed and measure is not None and measure["unit"] in _POWER and text.startswith(_SETS, measure.end()):
            closed = False  # 煤电一体化|2×100万千瓦|机组工程
        if (
            closed
            and measure is not None
            and (rated or text.startswith("级", measure.end()))
            and last is not None
            and last.text.endswith("期")
            and _ITS_WORK.match(text, measure.end())
        ):
            closed = False  # 琼湾一期|30万千瓦|海上风电项目
        of_a_set = last is not None and last.sign != "n" and text[at - 1 : at] == "台"  # 首台|70万千瓦|机组
        sign = "n" if measure is not None and (rated or inside) and not (closed or of_a_set) else "x"
        if (
            measure is None
            and inside
            and not closed
            and (_ENDED.match(text[end : end + 1]) or self._is_made(piece, text))
        ):
            sign = "n"
        stop_at = measure.end() if measure is not None else end
        tokens.append(Token(at, stop_at, text[at:stop_at], "c" if sign == "x" and measure is not None else sign))
        return stop_at

    def _is_made(self, piece: regex.Match[str], text: str) -> bool:
        """Whether a number stands between the words of what is made: 尼龙|6|切片."""
        return len(piece["latin"]) <= PAIR and HAN.match(text, piece.end()) is not None

    def _run_sign(self, tokens: list[Token]) -> str:
        return self._sign(last_run(tokens))
