"""Letters that look alike (Unicode UTS 39), for the letters, digits and marks a document code is made of.

The table is taken from the data of the pip package `confusable_homoglyphs`, and a test holds it equal to them. It is
frozen here because reading 0.9 MB on every check costs more than the check of all codes, and because an upgrade of a
package must not make two codes alike that an institution has long given out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

# (ours, characters of other scripts that look the same). Full-width and mathematical forms are folded by NFKC before.
GROUPS: Final = (
    ("А", "AΑᎪᗅꓮ𐊠𖽀"),
    ("В", "BΒᏴᗷꓐꞴ𐊂𐊡𐌁"),
    ("Г", "ΓᎱᒥⲄ𖼇"),
    ("Е", "EΕᎬ⋿ⴹꓰ𐊆𑢦𑢮"),
    ("З3", "ƷȜӠⳌꝪꞫ𑣊𖼻𝈆"),
    ("И", "Ͷꚡ𐐥𝈋"),
    ("Й", "Ѝ"),
    ("К", "KΚᏦᛕⲔꓗ𐔘"),
    ("Л", "ɅΛ۸ᐱⴷꓥꛎ𐊍𐒰𖼽"),
    ("М", "MΜϺᎷᗰᛖⲘꓟ𐊰𐌑"),
    ("Н", "HΗᎻᕼⲎꓧ𐋏"),
    ("О0", "OΟՕ০ଠ୦ዐⲞⵔ〇ꓳ𐊒𐊫𐐄𐓂𐔖𑓐𑢵𑣠"),
    ("П", "Π∏Ⲡꛛ"),
    ("Р", "PΡᏢᑭⲢꓑ𐊕"),
    ("С", "CϹᏟⲤꓚ𐊢𐌂𐐕𐔜𑣩𑣲🝌"),
    ("Т", "TΤᎢ⊤⟙Ⲧꓔ𐊗𐊱𐌕𑢼𖼊🝨"),
    ("УҮ", "YΥᎩᎽⲨꓬ𐊲𑢤𖽃"),
    ("Ф", "ΦՓቀᛰⲪ𐊳"),
    ("Х", "XΧ᙭ᚷ╳ⲬⵝꓫꞳ𐊐𐊴𐌗𐌢𐔧𑣬"),
    ("Ш", "Ⲽ"),
    ("Ь", "bƄᏏᑲᖯ"),
    ("Э", "℈"),
    ("а", "aɑα⍺"),
    ("б6", "ᏮⳒ𑣕"),
    ("в", "ʙᏼ"),
    ("г", "rᴦⲅꭇꭈꮁ"),
    ("е", "eҽ℮ꬲ"),
    ("з", "ɜᴈ"),
    ("и", "ͷᴎ𐑍"),
    ("й", "ѝ"),
    ("к", "ĸκᴋⲕꮶ"),
    ("л", "ᴫ"),
    ("м", "ʍᴍꮇ"),
    ("н", "ʜꮋ"),
    ("о", "oοσօ۵०੦૦௦ం౦ಂ೦ംഠ൦ං๐໐ဝ၀ჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗"),
    ("п", "πᴨ"),
    ("р", "pρ⍴ⲣ"),
    ("с", "cϲᴄⲥꮯ𐐽"),
    ("т", "τᴛꭲ"),
    ("уү", "yɣʏγყᶌỿꭚ𑣜"),
    ("ф", "ɸφⲫ"),
    ("х", "x×ᕁᕽ᙮⤫⤬⨯"),
    ("ш", "ⲽ"),
    ("ь", "ƅꮟ"),
    ("я", "ᴙ"),
    ("1", "Il|ƖǀΙІӀ۱ᛁ∣⏽Ⲓⵏꓲ￨𐊊𐌉𐌠𖼨"),
    ("2", "ƧϨᒿꙄꛯꝚ"),
    ("4", "Ꮞ𑢯"),
    ("5", "Ƽ𑢻"),
    ("7", "𐓒𑣆𝈒"),
    ("8", "Ȣȣ৪੪ଃ𐌚"),
    ("9", "৭੧୨൭ⳊꝮ𑢬𑣌𑣖"),
    ("-", "˗‐‒–⁃−➖Ⲻ﹘"),
    (".", "۰ꓸ꘎𝅭"),
)

_OURS: Final[Mapping[str, str]] = {one: ours for ours, others in GROUPS for one in ours + others}
_FOLD: Final = {ord(one): ours[0] for ours, others in GROUPS for one in ours + others}


def twins(character: str) -> str:
    """Our characters that look like *character*, itself among them when it is ours; nothing when none does."""
    return _OURS.get(character) or _OURS.get(unicodedata.normalize("NFKC", character), "")


@lru_cache(1 << 16)
def skeleton(text: str) -> str:
    """What two texts share when people cannot tell them apart: one character stands for each group of look-alikes.

    Look-alikes of several letters (Ы and Ь1) are left out: the code grammar keeps letters and digits apart anyway.
    """
    return unicodedata.normalize("NFKC", text.translate(_FOLD)).translate(_FOLD)
