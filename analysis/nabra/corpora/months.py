"""Names of months, for reading dates. Data only: another language is another row."""

_ROWS = (
    # English, in full and as abbreviated
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    # Arabic: names from the Latin calendar (Egypt, the Gulf), the Levant and Iraq, the Maghreb
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
)
_MORE = {"sept": 9, "إبريل": 4, "يونيه": 6, "يوليه": 7, "يوليوز": 7, "غشت": 8, "شتنبر": 9, "نونبر": 11,
         "دجنبر": 12}


def _plain(name):
    return name.translate(str.maketrans("أإآ", "ااا", "\u0640")).replace("_", " ")


MONTHS = {**{_plain(name): number for row in _ROWS for number, name in enumerate(row.split(), start=1)},
          **{_plain(name): number for name, number in _MORE.items()}}
