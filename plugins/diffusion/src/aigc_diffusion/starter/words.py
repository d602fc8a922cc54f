"""The words of the captions, in English and in Simplified Chinese.

The first word of each list is the usual one; the others are synonyms that some captions use. Chinese
templates have spaces between words so that the words are known; captions are written without them.
"""

from __future__ import annotations

Words = dict[str, tuple[str, ...]]

EN_SHAPES: Words = {
    "circle": ("circle", "disc", "dot"),
    "square": ("square", "box"),
    "triangle": ("triangle",),
    "diamond": ("diamond", "rhombus"),
    "hexagon": ("hexagon",),
    "star": ("star",),
    "heart": ("heart",),
    "cross": ("cross", "plus"),
    "ring": ("ring", "donut"),
    "moon": ("moon", "crescent", "crescent moon"),
    "arrow": ("arrow",),
    "drop": ("drop", "raindrop", "droplet"),
    "flower": ("flower", "blossom"),
    "cloud": ("cloud",),
    "lightning": ("lightning", "bolt", "lightning bolt"),
    "house": ("house", "home"),
}
ZH_SHAPES: Words = {
    "circle": ("圆形", "圆", "圆点"),
    "square": ("正方形", "方形", "方块"),
    "triangle": ("三角形", "三角"),
    "diamond": ("菱形",),
    "hexagon": ("六边形", "六角形"),
    "star": ("星星", "五角星", "星形", "星"),
    "heart": ("爱心", "心形", "心"),
    "cross": ("十字", "加号", "十字形"),
    "ring": ("圆环", "环", "环形"),
    "moon": ("月亮", "月牙", "弯月"),
    "arrow": ("箭头",),
    "drop": ("水滴", "雨滴"),
    "flower": ("花朵", "花", "小花"),
    "cloud": ("云朵", "云", "白云"),
    "lightning": ("闪电",),
    "house": ("房子", "小屋", "房屋"),
}
EN_COLOURS: Words = {
    "red": ("red", "crimson"),
    "orange": ("orange",),
    "yellow": ("yellow", "golden"),
    "green": ("green",),
    "cyan": ("cyan", "turquoise"),
    "blue": ("blue",),
    "purple": ("purple", "violet"),
    "pink": ("pink",),
    "brown": ("brown",),
    "black": ("black",),
    "white": ("white",),
    "gray": ("gray", "grey"),
}
ZH_COLOURS: Words = {
    "red": ("红色", "红"),
    "orange": ("橙色", "橘色", "橙"),
    "yellow": ("黄色", "黄"),
    "green": ("绿色", "绿"),
    "cyan": ("青色", "青"),
    "blue": ("蓝色", "蓝"),
    "purple": ("紫色", "紫"),
    "pink": ("粉色", "粉红色", "粉"),
    "brown": ("棕色", "褐色", "棕"),
    "black": ("黑色", "黑"),
    "white": ("白色", "白"),
    "gray": ("灰色", "灰"),
}
EN_STYLES: Words = {
    "flat": ("flat", "solid", "filled"),
    "outlined": ("outlined", "outline", "hollow"),
    "striped": ("striped", "stripy"),
    "gradient": ("gradient", "shaded"),
}
ZH_STYLES: Words = {
    "flat": ("扁平", "实心", "纯色"),
    "outlined": ("描边", "线条", "空心"),
    "striped": ("条纹", "斜纹"),
    "gradient": ("渐变",),
}
EN_SIZES: Words = {
    "small": ("small", "little", "tiny"),
    "medium": ("medium", "medium sized"),
    "large": ("large", "big", "huge"),
}
ZH_SIZES: Words = {"small": ("小", "小小的"), "medium": ("中等", "中号"), "large": ("大", "巨大的")}
ZH_COUNTS: Words = {
    "star": ("一个", "一颗"),
    "heart": ("一个", "一颗"),
    "drop": ("一个", "一颗"),
    "flower": ("一个", "一朵"),
    "cloud": ("一个", "一朵"),
}
EN_SOFT, ZH_SOFT = ("soft", "fading"), ("柔和", "柔和的")

EN_WITH_GROUND = (
    "{thing} on {ground}",
    "a {thing} on a {ground} background",
    "a {thing} on {ground}",
    "{thing}, {ground} background",
    "an icon of a {thing}, {ground} background",
    "a {thing} icon on a {ground} background",
    "{ground} background with a {thing}",
    "a picture of a {thing} on a {ground} background",
    "logo, a {thing}, {ground} background",
    "an emblem of a {thing} in front of a {ground} background",
)
EN_WITHOUT_GROUND = ("a {thing}", "{thing}", "an icon of a {thing}", "a {thing} icon")
EN_PAIRS = (
    "{left} and a {right}",
    "{left} next to a {right}",
    "{left} and {right}",
    "{left} beside a {right}",
)
ZH_WITH_GROUND = (
    "{ground} 背景 上 的 {thing}",
    "{ground} 背景 上 有 一个 {thing}",
    "{thing} ， {ground} 背景",
    "一个 {thing} ， {ground} 背景",
    "{ground} 底 ， {thing}",
    "{thing} 图标 ， {ground} 背景",
    "在 {ground} 背景 上 画 一个 {thing}",
    "一个 {thing} 的 图标 ， 背景 是 {ground}",
    "{thing} ， 背景 为 {ground}",
    "一张 {thing} 的 图 ， {ground} 背景",
    "一幅 {ground} 背景 上 {thing} 的 画",
    "标志 ， {ground} 底 上 的 一个 {thing}",
)
ZH_WITHOUT_GROUND = ("{thing}", "一个 {thing}", "{thing} 图标", "画 一个 {thing}")
ZH_PAIRS = ("{left} 和 一个 {right}", "{left} 和 {right}", "{left} 与 {right}", "{left} ， 旁边 是 {right}")
