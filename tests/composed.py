"""Pages that hypothesis composes: what newspapers print, with the damage that scanning does to it."""

from __future__ import annotations

from hypothesis import strategies as st

SUMS = (
    "1亿5000万元|418亿元|1.2亿元|500万元|3亿元至5亿元|3—5万元|6000余万元|五百万元|人民币50元|50亿元人民币|"
    "120万港元|3,000万美元|一元五角|五六百万元|8500万|￥1,280|三块五毛钱|12345678901234567890123456789元|"
    "1亿亿亿亿元"
).split("|")
SHARES = (
    "56%|14.3%|0.8‰|15%—20%|百分之八十二点五|千分之七|3.2个百分点|0.2、0.4个百分点|三成|七成半|-2.5%|2.3倍"
).split("|")
DAYS = (
    "2020年9月2日|9月2日|去年8月5日|10月份|9月底|今年1至7月|上半年|第一季度|2019年|今年以来|昨日|上月|"
    "上周五|“十四五”|明年“五一”|10月8日至12日|2月30日|13月5日|二○○五年底|前10个月|2011—2013年|2010-1-29|"
    "2月29日|元旦|年底"
).split("|")
WORKS = ("青岚大桥|滨河新城棚户区改造工程|年产10万吨乳品加工项目|柳溪水库|城北污水处理厂二期|瑞禾光电产业园").split("|")
WORDS = (
    "总投资|完成投资|同比增长|环比下降|预计|截至|占地|开工建设|全市|记者|项目|等12个重点项目|约|以上|左右|"
    "每吨|和|、|，|；|（|）|“|”|《|》|：|本报讯|图为|下转第三版|（记者 张禾 通讯员 李麦）|——|GDP|5G|"
    "𠮷野家|𠀀|第3单元|元月|多元化|五角大楼|一成不变|十一届三次全会"
).split("|")
STOPS = ("。", "，", "；", "！", "", "")
NOISE = (
    " ",
    "  ",
    "\u3000",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n \n",
    "\u2028",
    "\u200b",
    "\ufeff",
    "\x07",
    "\x00",
    "\x1c",
    "\x85",
    "\u3000\u3000",
)
WIDE = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "0123456789%.,-()ABCDG~/$"})

fragments = st.sampled_from((*SUMS, *SHARES, *DAYS, *WORKS, *WORDS))
sentences = st.builds(
    lambda parts, stop: "".join(parts) + stop, st.lists(fragments, min_size=1, max_size=8), st.sampled_from(STOPS)
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Compose sentences, swap some stretches to full width, and strew blanks, breaks and control bytes."""
    breaks = st.sampled_from(("", "", "\n", "\n\n", "\n\n\u3000\u3000", "\r\n"))
    text = "".join(draw(st.lists(st.builds(str.__add__, sentences, breaks), max_size=8)))
    if text and draw(st.booleans()):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        text = text[:start] + text[start:end].translate(WIDE) + text[end:]
    for at, noise in draw(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(NOISE)), max_size=12)):
        text = text[:at] + noise + text[at:]
    return text
