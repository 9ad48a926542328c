"""The built-in tables: exact amounts, no spelling with two meanings, the spellings that newsrooms use, and no drift."""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck import reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factcheck.reference import CountryRow, CurrencyRow, UnitRow

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "build_reference.py"

UNITS = {row["symbol"]: row for row in reference.units()["units"]}
SYMBOLS = {symbol: row for row in UNITS.values() for symbol in row["symbols"]}
NAMES = {name: row for row in UNITS.values() for name in row["names"]}


def unit(spelling: str) -> UnitRow | None:
    """A unit as the tables say that one is found: symbols as written, then names in any letter case."""
    return SYMBOLS.get(spelling) or NAMES.get(spelling.casefold())


def in_base(value: str, spelling: str) -> tuple[Fraction, str]:
    """A quantity counted in its base unit, and that unit."""
    row = unit(spelling)
    assert row is not None, spelling
    return Fraction(value) * Fraction(row["factor"]) + Fraction(row["offset"]), row["base"]


def letters_and_digits(name: str) -> str:
    """A name without case, accents, punctuation and spaces: the loosest way in which the engine compares names."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def with_two_owners(spellings: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The spellings, of (spelling, owner), that have more than one owner."""
    owners: dict[str, set[str]] = defaultdict(set)
    for spelling, owner in spellings:
        owners[spelling].add(owner)
    return {spelling: found for spelling, found in owners.items() if len(found) > 1}


# Amounts

# Both sides are equal by definition of the units: the inch is 2.54 cm, the pound 0.45359237 kg, the US gallon 231 cubic
# inches, the imperial gallon 4.54609 L, standard gravity 9.80665 m/s², the calorie 4.184 J, the atmosphere 101,325 Pa.
EQUAL = [
    ("1.1", "h", "66", "min"),
    ("1", "day", "86400", "s"),
    ("1", "fortnight", "2", "weeks"),
    ("1", "quarter", "3", "months"),
    ("1", "century", "10", "decades"),
    ("1", "year", "12", "months"),
    ("1", "inch", "2.54", "cm"),
    ("1", "yard", "36", "inches"),
    ("1", "mile", "1609.344", "m"),
    ("1", "nautical mile", "1852", "m"),
    ("1", "furlong", "220", "yards"),
    ("1", "light-year", "9460730472580.8", "km"),
    ("1", "acre", "4046.8564224", "m²"),
    ("640", "acres", "1", "square mile"),
    ("1", "hectare", "10000", "m²"),
    ("1", "gallon", "231", "cubic inches"),
    ("1", "imperial gallon", "4.54609", "litres"),
    ("1", "barrel", "42", "gallons"),
    ("1", "bushel", "2150.42", "cubic inches"),
    ("1", "acre-foot", "43560", "cubic feet"),
    ("1", "bcm", "1", "km³"),
    ("1", "lb", "0.45359237", "kg"),
    ("1", "stone", "14", "lb"),
    ("1", "ton", "2000", "lb"),
    ("1", "short ton", "1", "ton"),
    ("1", "long ton", "2240", "lb"),
    ("1", "troy ounce", "31.1034768", "g"),
    ("1", "megatonne", "1000", "kilotonnes"),
    ("60", "mph", "96.56064", "km/h"),
    ("1", "mph", "0.44704", "m/s"),
    ("1", "knot", "1.852", "km/h"),
    ("32", "°F", "0", "°C"),
    ("212", "°F", "100", "°C"),
    ("-40", "°F", "-40", "°C"),
    ("0", "°C", "273.15", "K"),
    ("98.6", "°F", "37", "°C"),
    ("1", "g-force", "9.80665", "m/s²"),
    ("1", "kWh", "3600000", "J"),
    ("1", "kcal", "4184", "J"),
    ("1", "kiloton", "4.184e12", "J"),
    ("1", "horsepower", "745.69987158227022", "W"),
    ("1", "bar", "1000", "hPa"),
    ("1", "atm", "1013.25", "millibars"),
    ("1", "GHz", "1000000", "kHz"),
    ("60", "rpm", "1", "Hz"),
    ("1", "degree", "60", "arcmin"),
    ("1", "KiB", "1024", "B"),
    ("1", "kB", "8", "kilobits"),
    ("8", "Mbps", "1", "MB/s"),
    ("3.785411784", "mpg", "1.609344", "km/L"),
    ("4.54609", "imperial mpg", "1.609344", "km/L"),
    ("1", "mg/dL", "10", "mg/L"),
    ("1", "cubic metre per second", "1000", "L/s"),
    ("1", "bpd", "42", "gallons per day"),
    ("1", "rem", "10", "mSv"),
]


@pytest.mark.parametrize(("value", "left", "equal", "right"), EQUAL)
def test_conversion_is_exact(value: str, left: str, equal: str, right: str) -> None:
    assert in_base(value, left) == in_base(equal, right)


def test_factors_and_offsets_are_fractions_in_lowest_terms() -> None:
    for symbol, row in UNITS.items():
        assert str(Fraction(row["factor"])) == row["factor"], symbol
        assert str(Fraction(row["offset"])) == row["offset"], symbol
        assert Fraction(row["factor"]) > 0, symbol
        assert row["offset"] == "0" or row["dimension"] == "temperature", symbol


def test_every_unit_counts_in_a_base_of_its_dimension() -> None:
    dimensions = reference.units()["dimensions"]
    assert {row["dimension"] for row in UNITS.values()} == set(dimensions)
    for row in UNITS.values():
        assert row["base"] in dimensions[row["dimension"]]["base"], row["symbol"]
    for name, dimension in dimensions.items():
        for base in dimension["base"]:
            assert (UNITS[base]["dimension"], UNITS[base]["factor"], UNITS[base]["offset"]) == (name, "1", "0")


def test_months_never_count_in_seconds_nor_radians_in_degrees() -> None:
    assert {s for s, row in UNITS.items() if row["base"] == "mo"} == {
        "century", "decade", "millennium", "mo", "quarter", "yr",
    }  # fmt: skip
    assert {s for s, row in UNITS.items() if row["base"] == "rad"} == {"rad"}


@pytest.mark.parametrize(
    ("dimension", "signed"),
    [
        ("duration", False), ("length", False), ("area", False), ("mass", False), ("speed", False),
        ("temperature", True), ("angle", True), ("acceleration", True), ("voltage", True),
    ],
)  # fmt: skip
def test_dimensions_say_whether_they_can_be_negative(dimension: str, signed: bool) -> None:
    assert reference.units()["dimensions"][dimension]["signed"] is signed


# No spelling with two meanings


def test_no_spelling_belongs_to_two_units() -> None:
    def compatible(text: str) -> str:
        return unicodedata.normalize("NFKC", text)

    symbols = [(compatible(s), row["symbol"]) for row in UNITS.values() for s in row["symbols"]]
    names = [(compatible(n), row["symbol"]) for row in UNITS.values() for n in row["names"]]
    assert not with_two_owners(symbols)
    assert not with_two_owners(names)
    named = {name for name, _ in names}
    assert not with_two_owners([*names, *((s.casefold(), owner) for s, owner in symbols if s.casefold() in named)])


def test_unit_spellings_are_stored_as_they_are_looked_up() -> None:
    assert len(UNITS) == len(reference.units()["units"])
    for symbol, row in UNITS.items():
        assert unit(symbol) is row
        assert row["names"] == sorted({name.casefold() for name in row["names"]})
        assert row["symbols"] == sorted(set(row["symbols"]))


def test_printed_words_are_read_back() -> None:
    for row in UNITS.values():
        if "print" in row:
            assert unit(row["print"]["one"]) is row
            assert unit(row["print"]["many"]) is row


@pytest.mark.parametrize("rows", [reference.countries(), reference.currencies()], ids=["countries", "currencies"])
def test_no_name_belongs_to_two(rows: Sequence[CountryRow] | Sequence[CurrencyRow]) -> None:
    assert not with_two_owners(
        (letters_and_digits(name), row["code"]) for row in rows for name in (row["name"], *row["names"])
    )
    assert [row["code"] for row in rows] == sorted({row["code"] for row in rows})
    assert not [row["code"] for row in rows if row["name"] in row["names"]]


def test_no_sign_belongs_to_two_currencies() -> None:
    assert not with_two_owners((sign, row["code"]) for row in reference.currencies() for sign in row["symbols"])


# Spellings

UNIT_SPELLINGS = {
    "s": ["s", "sec", "secs", "second", "Seconds"],
    "min": ["min", "mins", "minute", "minutes", "MINUTES"],
    "h": ["h", "hr", "hrs", "hour", "hours"],
    "d": ["d", "day", "days"],
    "wk": ["wk", "week", "weeks"],
    "mo": ["mo", "month", "months"],
    "yr": ["yr", "year", "years"],
    "century": ["century", "centuries"],
    "mm": ["mm", "millimetre", "millimeters"],
    "m": ["m", "metre", "metres", "meter", "meters"],
    "km": ["km", "kilometre", "kilometers", "Km", "KM"],
    "inch": ["inch", "inches"],
    "ft": ["ft", "foot", "feet"],
    "yd": ["yd", "yard", "yards"],
    "mi": ["mi", "mile", "miles"],
    "nmi": ["nmi", "NM", "nautical mile", "nautical miles"],
    "km²": [
        "km²", "km2", "km^2", "sq km", "sq. km", "square km", "square kilometre", "square kilometers",
        "Square Kilometres",
    ],
    "ft²": ["ft²", "sq ft", "sq. ft.", "square foot", "square feet"],
    "mi²": ["sq mi", "square mile", "square miles"],
    "acre": ["acre", "acres"],
    "ha": ["ha", "hectare", "hectares"],
    "m³": ["m³", "m3", "cubic metre", "cubic meters", "cu m"],
    "L": ["L", "l", "litre", "litres", "liter", "liters"],
    "gal": ["gal", "gallon", "gallons", "US gallons"],
    "bbl": ["bbl", "barrel", "barrels"],
    "g": ["g", "gram", "grams", "grammes"],
    "kg": ["kg", "KG", "kilo", "kilos", "kilogram", "kilograms"],
    "t": ["t", "tonne", "tonnes", "metric ton", "metric tons"],
    "ton": ["ton", "tons"],
    "lb": ["lb", "lbs", "pound", "pounds"],
    "oz": ["oz", "ounce", "ounces"],
    "stone": ["stone"],
    "µg": ["µg", "\u03bcg", "ug", "mcg", "micrograms"],
    "km/h": ["km/h", "kmh", "kph", "KPH", "kilometres per hour", "kilometers an hour", "km per hour"],
    "mph": ["mph", "MPH", "miles per hour", "miles an hour"],
    "m/s": ["m/s", "metres per second", "meters per second"],
    "kn": ["kn", "kt", "knot", "knots"],
    "m/s²": ["m/s²", "m/s2", "m/s^2", "metres per second squared"],
    "°C": ["°C", "℃", "degC", "C", "Celsius", "degree Celsius", "degrees Celsius", "degrees C", "degrees centigrade"],
    "°F": ["°F", "degF", "F", "Fahrenheit", "degrees Fahrenheit"],
    "°": ["°", "deg", "degree", "degrees"],
    "mW": ["mW", "milliwatts"],
    "MW": ["MW", "megawatt", "megawatts"],
    "GW": ["GW", "gigawatts"],
    "kWh": ["kWh", "KWH", "kilowatt-hours", "kilowatt hour"],
    "TWh": ["TWh", "terawatt-hours"],
    "J": ["J", "joules"],
    "cal": ["cal"],
    "kcal": ["kcal", "Cal", "calorie", "calories", "kilocalories"],
    "ktTNT": ["kiloton", "kilotons", "kilotons of TNT"],
    "hp": ["hp", "horsepower"],
    "lbf": ["pounds of thrust"],
    "hPa": ["hPa", "hectopascals"],
    "mbar": ["mbar", "mb", "millibars"],
    "psi": ["psi", "pounds per square inch"],
    "Hz": ["Hz", "hertz"],
    "GHz": ["GHz", "gigahertz"],
    "kB": ["kB", "KB", "kilobytes"],
    "MB": ["MB", "megabyte"],
    "Mbit": ["Mb", "megabits"],
    "PB": ["PB", "petabytes"],
    "KiB": ["KiB", "kibibytes"],
    "Mbit/s": ["Mbps", "megabits per second", "Mbit/s"],
    "Ω": ["Ω", "\u2126", "ohms"],
    "mpg": ["mpg", "miles per gallon", "miles to the gallon"],
    "L/100 km": ["L/100 km", "l/100km", "litres per 100 km"],
    "µg/m³": ["µg/m³", "ug/m3", "micrograms per cubic metre", "micrograms per cubic meter"],
    "bbl/d": ["bpd", "b/d", "barrels per day", "barrels of oil a day"],
    "mSv": ["mSv", "millisieverts"],
    "dB": ["dB", "decibels"],
}  # fmt: skip


@pytest.mark.parametrize(("symbol", "spelling"), [(s, x) for s, found in UNIT_SPELLINGS.items() for x in found])
def test_unit_is_known_by(symbol: str, spelling: str) -> None:
    assert unit(spelling) is UNITS[symbol]


@pytest.mark.parametrize("word", ["in", "IN", "M", "pm", "%", "percent", "pp", "people", "are", "mw", "mB"])
def test_is_no_unit(word: str) -> None:
    assert unit(word) is None


COUNTRY_NAMES = {
    "US": ["United States", "US", "U.S.", "USA", "America", "United States of America"],
    "GB": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain"],
    "AE": ["United Arab Emirates", "UAE"],
    "CD": ["Democratic Republic of the Congo", "DR Congo", "DRC"],
    "CG": ["Republic of the Congo", "Congo-Brazzaville"],
    "CI": ["Ivory Coast", "Côte d'Ivoire", "Cote d'Ivoire"],
    "CN": ["China", "PRC", "People's Republic of China"],
    "CV": ["Cape Verde", "Cabo Verde"],
    "CZ": ["Czechia", "Czech Republic"],
    "HK": ["Hong Kong"],
    "IR": ["Iran", "Islamic Republic of Iran"],
    "JP": ["Japan"],
    "KP": ["North Korea", "DPRK", "Democratic People's Republic of Korea"],
    "KR": ["South Korea", "Republic of Korea", "ROK"],
    "LC": ["St. Lucia", "St Lucia", "Saint Lucia"],
    "MK": ["North Macedonia", "Macedonia"],
    "MM": ["Myanmar", "Burma"],
    "NL": ["Netherlands", "Holland"],
    "PS": ["Palestine", "Palestinian Territories"],
    "RU": ["Russia", "Russian Federation"],
    "SY": ["Syria", "Syrian Arab Republic"],
    "SZ": ["Eswatini", "Swaziland"],
    "TL": ["Timor-Leste", "East Timor"],
    "TR": ["Turkey", "Türkiye", "Turkiye"],
    "TW": ["Taiwan"],
    "VA": ["Vatican City", "Vatican", "Holy See"],
    "VN": ["Vietnam", "Viet Nam"],
    "XK": ["Kosovo"],
}


@pytest.mark.parametrize(("code", "name"), [(c, n) for c, names in COUNTRY_NAMES.items() for n in names])
def test_country_is_known_by(code: str, name: str) -> None:
    assert [row["code"] for row in reference.countries() if name in (row["name"], *row["names"])] == [code]


@pytest.mark.parametrize("code", COUNTRY_NAMES)
def test_country_has_the_usual_name(code: str) -> None:
    assert [row["name"] for row in reference.countries() if row["code"] == code] == [COUNTRY_NAMES[code][0]]


@pytest.mark.parametrize("name", ["Congo", "Korea", "England", "Scotland", "Taiwan, Province of China"])
def test_names_no_country(name: str) -> None:
    assert not [row["code"] for row in reference.countries() if name in (row["name"], *row["names"])]


def test_countries_are_iso_3166_and_kosovo() -> None:
    assert len(reference.countries()) == 249 + 1
    assert len({row["alpha3"] for row in reference.countries()}) == 249 + 1


CURRENCY_NAMES = {
    "USD": ["US dollar", "US dollars", "U.S. dollars", "American dollars", "dollar", "dollars", "bucks"],
    "EUR": ["euro", "euros"],
    "GBP": ["British pound", "pound", "pounds", "sterling", "quid"],
    "JPY": ["Japanese yen", "yen"],
    "CNY": ["Chinese yuan", "yuan", "renminbi", "RMB"],
    "KRW": ["South Korean won", "won"],
    "INR": ["Indian rupees", "rupee", "rupees"],
    "MXN": ["Mexican pesos", "peso", "pesos"],
    "CHF": ["Swiss francs", "franc", "francs"],
    "SEK": ["Swedish kronor", "krona", "Swedish crowns"],
    "NOK": ["Norwegian kroner", "krone"],
    "DKK": ["Danish krone", "Danish kroner", "Danish crowns"],
    "BRL": ["Brazilian real", "real", "reais"],
    "AUD": ["Australian dollars"],
    "RUB": ["ruble", "rubles", "roubles", "Russian roubles"],
    "TRY": ["Turkish lira", "lira"],
    "THB": ["baht"],
    "HUF": ["forint", "forints"],
    "ILS": ["shekel", "shekels"],
    "ARS": ["Argentine pesos"],
    "UAH": ["hryvnia", "hryvnias"],
    "BGN": ["Bulgarian lev"],
}
CURRENCY_SIGNS = {
    "USD": ["$", "US$"], "GBP": ["£"], "EUR": ["€"], "JPY": ["¥"], "CNY": ["CN¥", "RMB"], "KRW": ["₩"], "INR": ["₹"],
    "AUD": ["A$"], "CAD": ["C$", "CA$"], "HKD": ["HK$"], "NZD": ["NZ$"], "SGD": ["S$"], "TWD": ["NT$"], "BRL": ["R$"],
    "MXN": ["MX$"], "RUB": ["₽"], "TRY": ["₺"], "ILS": ["₪"], "UAH": ["₴"], "VND": ["₫"], "PHP": ["₱"], "NGN": ["₦"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [(c, n) for c, names in CURRENCY_NAMES.items() for n in names])
def test_currency_is_known_by(code: str, name: str) -> None:
    assert [row["code"] for row in reference.currencies() if name in (row["name"], *row["names"])] == [code]


@pytest.mark.parametrize(("code", "sign"), [(c, s) for c, signs in CURRENCY_SIGNS.items() for s in signs])
def test_currency_has_the_sign(code: str, sign: str) -> None:
    assert [row["code"] for row in reference.currencies() if sign in row["symbols"]] == [code]


@pytest.mark.parametrize("name", ["dinar", "shilling", "crown", "gold", "mark", "kwacha"])
def test_word_without_usual_reading_names_no_currency(name: str) -> None:
    assert not [row["code"] for row in reference.currencies() if name in (row["name"], *row["names"])]


@pytest.mark.parametrize("code", ["XAU", "XAG", "XDR", "XXX", "XTS", "CHE", "MXV"])
def test_metals_funds_and_test_codes_are_no_currencies(code: str) -> None:
    assert code not in {row["code"] for row in reference.currencies()}


@pytest.mark.parametrize(("code", "digits"), [("USD", 2), ("EUR", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3)])
def test_decimal_places(code: str, digits: int) -> None:
    assert [row["digits"] for row in reference.currencies() if row["code"] == code] == [digits]


# The script


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("build_reference", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    if problems := module.other_versions():
        pytest.skip(f"the tables cannot be rebuilt here: {'; '.join(problems)}")
    return module


def test_tables_are_what_the_script_builds(script: Any) -> None:
    assert script.main(["--check"]) == 0


def test_check_tells_a_changed_table(script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = script.build()
    monkeypatch.setattr(script, "build", lambda: built)
    monkeypatch.setattr(script, "TABLES", tmp_path)
    assert script.main(["--check"]) == 1
    assert not list(tmp_path.iterdir())
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    table = tmp_path / "units.json"
    table.write_text(table.read_text(encoding="utf-8").replace('"1397/3125"', '"0.447"'), encoding="utf-8")
    assert script.main(["--check"]) == 1


def test_a_spelling_with_two_meanings_is_refused(script: Any) -> None:
    def length(*units: Mapping[str, object]) -> Mapping[str, object]:
        return {"dimensions": {"length": {"base": ["m"], "signed": False, "units": list(units)}}}

    metre = {"symbol": "m", "pint": "meter"}
    foot = {"symbol": "ft", "pint": "foot", "names": ["X"]}
    yard = {"symbol": "yd", "pint": "yard", "symbols": ["X"]}
    with pytest.raises(script.TableError, match="'x' names several units: ft, yd"):
        script.build_units(length(metre, foot, yard))
    with pytest.raises(script.TableError, match="preposition"):
        script.build_units(length(metre, {"symbol": "inch", "pint": "inch", "names": ["in"]}))
