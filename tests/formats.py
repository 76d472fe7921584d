"""The same words in every format that pages come in: blocks of lines of words, each with its box."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

Box = tuple[int, int, int, int]  # x, y, width, height
Word = tuple[str, Box]
Line = Sequence[Word]
Block = Sequence[Line]


def laid(*blocks: str) -> list[list[list[Word]]]:
    """Give blocks of text (lines parted by ``|``, words by blanks) a box of 20 units a character, 30 units a line."""
    found: list[list[list[Word]]] = []
    y = 0
    for block in blocks:
        lines = []
        for line in block.split("|"):
            x = 100
            words = []
            for word in line.split(" "):
                words.append((word, (x, y, 20 * len(word), 20)))
                x += 20 * len(word) + 10
            lines.append(words)
            y += 30
        found.append(lines)
        y += 60
    return found


def around(words: Iterable[Word]) -> Box:
    boxes = [box for _, box in words]
    x, y = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return x, y, max(b[0] + b[2] for b in boxes) - x, max(b[1] + b[3] for b in boxes) - y


def _sides(box: Box) -> str:
    return 'HPOS="{}" VPOS="{}" WIDTH="{}" HEIGHT="{}"'.format(*box)


def alto(blocks: Sequence[Block], *, namespace: str = "http://www.loc.gov/standards/alto/ns-v4#") -> bytes:
    body = ""
    for n, block in enumerate(blocks):
        body += f'<TextBlock ID="b{n}">'
        for line in block:
            body += f"<TextLine {_sides(around(line))}>"
            body += "<SP/>".join(f"<String CONTENT={quoteattr(text)} {_sides(box)}/>" for text, box in line)
            body += "</TextLine>"
        body += "</TextBlock>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alto xmlns="{namespace}"><Description><MeasurementUnit>mm10'
        f'</MeasurementUnit></Description><Layout><Page ID="p"><PrintSpace>{body}</PrintSpace></Page></Layout></alto>'
    ).encode()


def _points(box: Box) -> str:
    x, y, width, height = box
    return f'<Coords points="{x},{y} {x + width},{y} {x + width},{y + height} {x},{y + height}"/>'


def pagexml(blocks: Sequence[Block], *, words: bool = True, order: Sequence[int] = ()) -> bytes:
    refs = "".join(f'<RegionRefIndexed index="{n}" regionRef="r{ref}"/>' for n, ref in enumerate(order))
    body = f'<ReadingOrder><OrderedGroup id="g">{refs}</OrderedGroup></ReadingOrder>' if order else ""
    for n, block in enumerate(blocks):
        body += f'<TextRegion id="r{n}">'
        for line in block:
            body += f"<TextLine>{_points(around(line))}"
            if words:
                for text, box in line:
                    body += f"<Word>{_points(box)}<TextEquiv><Unicode>{escape(text)}</Unicode></TextEquiv></Word>"
            text = " ".join(text for text, _ in line)
            body += f'<TextEquiv index="0"><Unicode>{escape(text)}</Unicode></TextEquiv></TextLine>'
        body += "</TextRegion>"
    namespace = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    return f'<?xml version="1.0"?><PcGts xmlns="{namespace}"><Page>{body}</Page></PcGts>'.encode()


def _title(box: Box) -> str:
    x, y, width, height = box
    return f"bbox {x} {y} {x + width} {y + height}"


def hocr(blocks: Sequence[Block]) -> bytes:
    body = ""
    for block in blocks:
        body += '<div class="ocr_carea"><p class="ocr_par">'
        for line in block:
            body += f'<span class="ocr_line" title="{_title(around(line))}; baseline 0 0">'
            for text, box in line:
                body += f'<span class="ocrx_word" title="{_title(box)}; x_wconf 91">{escape(text)}</span> '
            body += "</span>"
        body += "</p></div>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f'<head><title></title></head><body><div class="ocr_page" title="ppageno 0">{body}</div></body></html>'
    ).encode()


HEADER = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")


def tesseract(blocks: Sequence[Block]) -> bytes:
    rows = [HEADER, "1\t1\t0\t0\t0\t0\t0\t0\t2000\t3000\t-1\t"]
    for b, block in enumerate(blocks, 1):
        rows.append(f"2\t1\t{b}\t0\t0\t0\t0\t0\t2000\t3000\t-1\t")
        for n, line in enumerate(block, 1):
            for w, (text, box) in enumerate(line, 1):
                rows.append("\t".join(map(str, (5, 1, b, 1, n, w, *box, 91.5, text))))
    return ("\n".join(rows) + "\n").encode()


def _corners(box: Box) -> list[list[int]]:
    x, y, width, height = box
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]


def _lines(blocks: Sequence[Block]) -> list[tuple[str, Box]]:
    """The lines as programs without blocks list them: from the top to the bottom of the sheet."""
    found = [("".join(text for text, _ in line), around(line)) for block in blocks for line in block]
    return sorted(found, key=lambda line: (line[1][1], line[1][0]))


def paddleocr3(blocks: Sequence[Block]) -> bytes:
    lines = _lines(blocks)
    return json.dumps(
        {
            "input_path": "scan.png",
            "page_index": None,
            "rec_texts": [text for text, _ in lines],
            "rec_scores": [0.97 for _ in lines],
            "rec_polys": [_corners(box) for _, box in lines],
            "rec_boxes": [[box[0], box[1], box[0] + box[2], box[1] + box[3]] for _, box in lines],
        },
        ensure_ascii=False,
    ).encode()


def paddleocr2(blocks: Sequence[Block]) -> bytes:
    return json.dumps([[[_corners(box), [text, 0.97]] for text, box in _lines(blocks)]]).encode()


def rapidocr3(blocks: Sequence[Block]) -> bytes:
    lines = _lines(blocks)
    said = {"boxes": [_corners(b) for _, b in lines], "txts": [t for t, _ in lines], "scores": [0.97 for _ in lines]}
    return json.dumps(said, ensure_ascii=False).encode()


def rapidocr_list(blocks: Sequence[Block]) -> bytes:
    return json.dumps([{"box": _corners(b), "txt": t, "score": 0.97} for t, b in _lines(blocks)]).encode()


def rapidocr1(blocks: Sequence[Block]) -> bytes:
    return json.dumps([[_corners(b), t, "0.97"] for t, b in _lines(blocks)]).encode()


def pdf(lines: Sequence[tuple[str, int, int]], *, trailer: str = "") -> bytes:
    """One page of 600 × 800 points; each line with the place where it begins, from the lower left; 10 points large."""
    content = "".join(f"BT /F 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for text, x, y in lines)
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>] >>"
    )
    described = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}endstream",
        font,
        described,
    ]
    out, starts = "%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}" + end).encode()


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<01><01>] "
