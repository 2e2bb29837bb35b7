"""The national environmental objectives and the global goals, by number.

Sources: sunne.se "Miljömålen" (order, numbers and names of the sixteen miljökvalitetsmål) and
fn.se "Globala målen" (the seventeen); the English names are the official translations.
"""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.model.statuses import Option

OBJECTIVES = (
    Option(1, _("Reduced Climate Impact")),
    Option(2, _("Clean Air")),
    Option(3, _("Natural Acidification Only")),
    Option(4, _("A Non-Toxic Environment")),
    Option(5, _("A Protective Ozone Layer")),
    Option(6, _("A Safe Radiation Environment")),
    Option(7, _("Zero Eutrophication")),
    Option(8, _("Flourishing Lakes and Streams")),
    Option(9, _("Good-Quality Groundwater")),
    Option(10, _("A Balanced Marine Environment, Flourishing Coastal Areas and Archipelagos")),
    Option(11, _("Thriving Wetlands")),
    Option(12, _("Sustainable Forests")),
    Option(13, _("A Varied Agricultural Landscape")),
    Option(14, _("A Magnificent Mountain Landscape")),
    Option(15, _("A Good Built Environment")),
    Option(16, _("A Rich Diversity of Plant and Animal Life")),
)

GLOBAL_GOALS = (
    Option(1, _("No Poverty")),
    Option(2, _("Zero Hunger")),
    Option(3, _("Good Health and Well-being")),
    Option(4, _("Quality Education")),
    Option(5, _("Gender Equality")),
    Option(6, _("Clean Water and Sanitation")),
    Option(7, _("Affordable and Clean Energy")),
    Option(8, _("Decent Work and Economic Growth")),
    Option(9, _("Industry, Innovation and Infrastructure")),
    Option(10, _("Reduced Inequalities")),
    Option(11, _("Sustainable Cities and Communities")),
    Option(12, _("Responsible Consumption and Production")),
    Option(13, _("Climate Action")),
    Option(14, _("Life Below Water")),
    Option(15, _("Life on Land")),
    Option(16, _("Peace, Justice and Strong Institutions")),
    Option(17, _("Partnerships for the Goals")),
)
