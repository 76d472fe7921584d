"""A shadow of the text in simplified characters, one for one, for the rules to match on; offsets stay true.

The table holds the characters that the rules' own words are written with, corner brackets and vertical marks, and two
characters that OCR takes for others (巳 for 已, 曰 for 日). It never reaches a record's text or reading. Where OpenCC
is installed (extra ``opencc``) it reads all other characters of a page that is printed in such.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_TRADITIONAL = (
    "萬億兩圓個號週節慶農曆舊閏臘歐鎊盧銖幣臺韓馬爾亞納約餘將過於內噸畝戶輛張頭隻雙點長減漲較環與達佔國際勞動後當禮項專廠橋園區鐵電營開發設產簽總資額計劃貸補償獎勵財"
    "稅債務負擔費繳業場館樓診學醫療護養衛廣體圖書劇實驗訓練級進階續籌備辦結構預測擴遷築機線軌鋼輕運輸輪碼閘壩灘湧灣島嶼縣鄉鎮歲終時間從來這邊還讓給對聯單獨贈購買賣價"
    "錢紅綠藍黃銀鋁銅鋅鎳礦氣熱燒處"
    "稱屬巳曰巿笫釆「」『』﹁﹂﹃﹄︵︶︻︼﹇﹈︽︾"
    "並佈併侷係們倖傢傳僅儀儲兇兒冊凈別則剋創勛勢勳協卽厤叄員唸啓啟噹嚮囌圍團垻執堅報塊墰壇壓壜奧奬奮婦審導屆崗嵗帥師帶幷幾庫廈弔彆彈復愛態懞捨捲掃揚揮損搧搶撥據擬攝"
    "攤敎數旂昇曏會朮東査條棟極樁樑標樹檔檢檯欄歡歷淨淩準溫滿漸潤澆濛濟災為煉爭爲牀獲獻現産畢盞盤眞矇確種穀積穩穫筆箇範簡籤糰紀紙紡紮細組統經綜綫網綵緊緒編緩緬縮績織"
    "繕繫纍纔罈罎罰羅羣習聞聲脩臨興舖舘茲莊華葯蓆蓋藥蘇蘭虧蟄術衕裏裝裡製複襯覈見規視覺覽訂訊記訪註証評試話該詳誌認語說説調談請論謀謝證議讀變豐貢貧貨貫責貳貴貶貼貿賀"
    "賃賓賠質趕趨踰車軍載輯轄轉迴連遊遞遲選邁郵鄰醖醜醞釀鈡銷鋪錠錶鍊鍾鎭鐘鑼門閤關陞陰陸陽雛雲靜鞦韆頁頂頃順須頓風颱飯餅驚髮鬚鬥鹹麥麪麫麯麵黨鼕齡齣龍"
)
_SIMPLIFIED = (
    "万亿两圆个号周节庆农历旧闰腊欧镑卢铢币台韩马尔亚纳约余将过于内吨亩户辆张头只双点长减涨较环与达占国际劳动后当礼项专厂桥园区铁电营开发设产签总资额计划贷补偿奖励财"
    "税债务负担费缴业场馆楼诊学医疗护养卫广体图书剧实验训练级进阶续筹备办结构预测扩迁筑机线轨钢轻运输轮码闸坝滩涌湾岛屿县乡镇岁终时间从来这边还让给对联单独赠购买卖价"
    "钱红绿蓝黄银铝铜锌镍矿气热烧处"
    "称属已日市第采“”‘’“”‘’（）【】【】《》"
    "并布并局系们幸家传仅仪储凶儿册净别则克创勋势勋协即历叁员念启启当向苏围团坝执坚报块坛坛压坛奥奖奋妇审导届岗岁帅师带并几库厦吊别弹复爱态蒙舍卷扫扬挥损扇抢拨据拟摄"
    "摊教数旗升向会术东查条栋极桩梁标树档检台栏欢历净凌准温满渐润浇蒙济灾为炼争为床获献现产毕盏盘真蒙确种谷积稳获笔个范简签团纪纸纺扎细组统经综线网彩紧绪编缓缅缩绩织"
    "缮系累才坛坛罚罗群习闻声修临兴铺馆兹庄华药席盖药苏兰亏蛰术同里装里制复衬核见规视觉览订讯记访注证评试话该详志认语说说调谈请论谋谢证议读变丰贡贫货贯责贰贵贬贴贸贺"
    "赁宾赔质赶趋逾车军载辑辖转回连游递迟选迈邮邻酝丑酝酿钟销铺锭表炼钟镇钟锣门合关升阴陆阳雏云静秋千页顶顷顺须顿风台饭饼惊发须斗咸麦面面曲面党冬龄出龙"
)
_TABLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_OLD = re.compile(f"[{_TRADITIONAL}]")  # Python's own engine knows in one step whether one of many characters is meant
_SELF = re.compile(
    "(?<![自知利异克律舍])己(?![见方任内二烷烯酸醇酮酰基丑卯巳酉亥])"
)  # what OCR makes of 已, but not in 自己, 己内酰胺 and 己亥
_MARK = re.compile(
    "(?<![〇○零一二三四五六七八九十百千万\\d])〇(?![〇○零一二三四五六七八九十年月日\\d])"
)  # of an item, no figure
_ENTERS = re.compile(
    "(?<=投)人(?=使用|生产|运营|运行|营运)|(?<=收)人(?=\\s?\\d)"
)  # what OCR makes of 投入使用, 收入8640万元
_PLANNED = re.compile("(?<=[计规筹策企])画")  # 計畫, as Taiwan writes 计划
_SHARE = 0.02  # of a text; a simplified page has a stray one here and there, a traditional page ten times as many


def shadow(text: str) -> str:
    """Give the text with traditional characters swapped for simplified ones; its length is the same.

    Where none is traditional, the text itself comes back.

    >>> shadow('下個月投資三億圓')
    '下个月投资三亿圆'
    """
    if _OLD.search(text):
        text = _simplified(text)
    if "投人" in text or "收人" in text:
        text = _ENTERS.sub("入", text)
    if "〇" in text:
        text = _MARK.sub("○", text)
    return _SELF.sub("已", text) if "己" in text else text


def _simplified(text: str) -> str:
    if len(_OLD.findall(text)) >= _SHARE * len(text):
        converted = _converter()(text)
        if len(converted) == len(text):
            text = converted
    return _PLANNED.sub("划", text.translate(_TABLE))


@cache
def _converter() -> Callable[[str], str]:
    """OpenCC from traditional to simplified, character by character; without it a text stays as it is."""
    try:
        from opencc import OpenCC
    except ImportError:
        return str
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
