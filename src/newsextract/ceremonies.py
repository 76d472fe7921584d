"""What is said of all projects of a list at once, before it: at a ceremony, or in the head of the list."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.compiled import compiled
from newsextract.mentions import Mention
from newsextract.milestones import Milestones, days
from newsextract.sentence import NEAR, Said, Sentence
from newsextract.stagewords import StageWords

_CEREMONY, _ITS_DAY = 350, 60  # characters before a sentence that a ceremony may stand in, and before that its day
_SIGNED = ("签", "落笔")
_LEAD = 60  # characters in which a list is led up to
_GROUP = compiled(r"(?:\s*\p{Han}{2,8}：?\n)?")  # of what kind the first items are: 工业
_DAY_OF_HEAD = 14  # characters
_LIST = 800  # characters that a list may be long
# Who stands before an item: 香港恒裕公司独资的|彩印项目.
_WHOSE = compiled(r"[^，。；：、\d]{2,24}[资头作设办建股发]的")


class Ceremonies:
    """Reads what the sentences before one say of those that it lists."""

    def __init__(self, sentence: Sentence, milestones: Milestones, words: StageWords) -> None:
        """Take the sentence, its milestones, and the words for stages."""
        self.sentence, self.milestones, self.words = sentence, milestones, words

    def gathered(self) -> Iterator[Said]:
        """What a ceremony before says of those that this sentence lists, and its day: 16个项目集中签约。其中，…."""
        text = self.sentence.text
        begins = self._list_begins()
        told = self.sentence.phrase("of_those").match(text, begins, self.sentence.right)
        told = told or self.sentence.phrase("of_them").search(text, self.sentence.left, self.sentence.right)
        first = min((m.start for m in self.sentence.mentions), default=self.sentence.left)
        hits = list(self.sentence.phrase("gathered").finditer(text, max(0, self.sentence.left - _CEREMONY), first))
        hits = [hit for hit in hits if any(start <= hit.start() < end for start, end in self.sentence.article)]
        if hits and hits[-1]["counted"] and not (self._is_list_behind(hits[-1].end()) or self._is_of(hits[-1].end())):
            return
        if hits and (hits[-1].start() >= begins or "\n" not in text[hits[-1].end() : begins].rstrip()):
            told = told or self.sentence.phrase("list_of_them").match(text, begins)  # 其中，甲…；|乙…
        if not hits or not (told or hits[-1]["counted"] or hits[-1].start() >= self.sentence.left):
            return
        hit, mentions = hits[-1], self.sentence.mentions
        if hit["resumed"]:
            new = next((m for m in mentions if self.sentence.phrase("new_ones").match(text, m.end)), None)
            mentions = self.sentence.group(new) if new is not None else []
        word = hit["what"] or "开工"
        stage, milestone = self.words.stage(word), self.words.milestone(word)
        day = next(
            (day for other in hits if (day := self.milestones.day_before(other.start(), _ITS_DAY)) is not None), None
        )
        evidence = self.sentence.page.clean.raw_span(*hit.span())
        for mention in mentions:
            if self._ends_in_another(mention, stage):
                continue  # 12月15日集中开工。…，A、B等33个项目|签约
            if stage is not None:
                yield Said(mention, "status", stage, evidence, mention.start, "facts/stage")
            if milestone is not None and day is not None:
                yield Said(mention, milestone, days(day), day.id, mention.start, "facts/stage")

    def _list_begins(self) -> int:
        """Where a list that ； parts begins: 项目中，甲…；乙…."""
        text, left = self.sentence.text, self.sentence.left
        while left and text[left - 1] == "；":
            left = self.sentence.page.sentence(left - 1)[0]
        return left

    def _is_list_behind(self, at: int) -> bool:
        """Whether this sentence begins with a list, right behind the one that counts what was signed."""
        first = min(self.sentence.mentions, key=lambda m: m.start, default=None)
        if first is None or not self.sentence.left or first.start - self.sentence.left > 1:
            return False
        return (
            self.sentence.page.sentence(self.sentence.left - 1)[0] <= at <= self.sentence.left
            and len(self.sentence.group_from(first)) > 1
        )

    def _is_of(self, at: int) -> bool:
        """Whether this sentence is of a list of what the sentence before it counts: 签订合同27项。其中，…；…."""
        text, left = self.sentence.text, self.sentence.left
        while left and text[left - 1] == "；" and left > at:
            left = self.sentence.page.sentence(left - 1)[0]
        named = any(mention.start == left for mention in (*self.sentence.mentions, *self.sentence.recent))
        parted = text[self.sentence.right - 1] == "；" or left < self.sentence.left
        begins = (named and parted) or self.sentence.phrase("list_of_them").match(text, left) is not None
        return begins and bool(left) and self.sentence.page.sentence(left - 1)[0] <= at

    def _ends_in_another(self, mention: Mention, stage: str | None) -> bool:
        """Whether the list of a mention says what became of it, and that is another stage."""
        last = self.sentence.group_from(mention)[-1]
        own = self.sentence.phrase("list_ends").match(self.sentence.text, last.end, self.sentence.right)
        return own is not None and self.words.stage(own["what"]) != stage

    def led(self) -> Iterator[Said]:
        """What leads up to a list says of those that its parts begin with: 正在做前期的有四项：甲…；乙…."""
        text, begins = self.sentence.text, self._list_begins()
        lead = self.sentence.phrase("led").search(text, begins, min(begins + _LEAD, self.sentence.right))
        if lead is None:
            return
        stage = "signed" if lead["what"].startswith(_SIGNED) else self.words.stage(lead["what"])
        if stage is None:
            return
        begin = max(lead.end(), self.sentence.left)
        first = next((m for m in self.sentence.mentions if m.start >= begin), None)
        if first is not None and first.start - begin > NEAR and not _WHOSE.fullmatch(text, begin, first.start):
            first = None
        evidence = self.sentence.page.clean.raw_span(*lead.span("what"))
        for mention in self.sentence.group_from(first) if first is not None else ():
            yield Said(mention, "status", stage, evidence, mention.start, "facts/stage")

    def headed(self) -> Iterator[Said]:
        """What the head of a list says of the one that an entry of it begins with: 签约项目一览。一、…."""
        entry = self.sentence.phrase("entry").match(self.sentence.text, self.sentence.left, self.sentence.right)
        mention = next((m for m in self.sentence.mentions if entry and m.start - entry.end() <= NEAR), None)
        if mention is None:
            return
        heads = list(
            self.sentence.phrase("headed").finditer(
                self.sentence.text, max(0, self.sentence.left - _LIST), self.sentence.left
            )
        )
        text = self.sentence.text
        group = _GROUP.match(text, heads[-1].end()) if heads else None
        begins = group.end() if group else 0
        head = heads[-1] if heads and self.sentence.phrase("entry").match(text, begins) else None
        said = head.lastindex if head and head.lastindex else 1
        stage = ("planned" if head[said].startswith("拟") else self.words.stage(head[said])) if head else None
        if head and stage:
            at = head.start(said)
            evidence = self.sentence.page.clean.raw_span(*head.span(said))
            yield Said(mention, "status", stage, evidence, mention.start, "facts/stage")
            milestone = self.words.milestone(head[said]) if stage != "planned" else None
            day = self.milestones.day_before(at, min(_DAY_OF_HEAD, at - text.rfind("\n", 0, at) - 1))
            if milestone and day is not None:  # 4月18日集中开工项目
                yield Said(mention, milestone, days(day), day.id, mention.start, "facts/stage")
