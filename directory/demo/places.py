"""Real places the fictional directory stands in: names, wards, postcode sectors, coordinates.

Written for the demo from general knowledge of the district; coordinates are a place's middle, in
WGS84 degrees, good to about 300 metres. `tests/demo/test_places.py` holds them to official files
where those are at hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# No sector of the district has a postcode that ends in one of these (NSPL, May 2025), so a
# postcode made with one looks right and is nobody's.
FICTIONAL_UNITS = ("ZH", "ZN", "ZP")


@dataclass(frozen=True, slots=True)
class Place:
    """A town, village or neighbourhood."""

    name: str
    ward: str
    """Ward of Bradford, or division of North Yorkshire in what was Craven, as of 2025."""
    outward: str
    sector: int
    latitude: float
    longitude: float
    town: str
    """The post town, as an envelope names it."""
    station: bool
    """Whether trains stop there."""
    county: str

    @property
    def in_craven(self) -> bool:
        return self.county == "North Yorkshire"

    def postcode(self, number: int) -> str:
        """One of the place's fictional postcodes, such as BD8 8ZN; `number` picks which."""
        return f"{self.outward} {self.sector}{FICTIONAL_UNITS[number % len(FICTIONAL_UNITS)]}"


# name | ward or division | postcode sector | latitude longitude | post town | station
_BRADFORD = """
Bradford city centre | City | BD1 1 | 53.7945 -1.7525 | Bradford | station
Goitside | City | BD1 2 | 53.7960 -1.7615 | Bradford
Listerhills | City | BD7 1 | 53.7915 -1.7685 | Bradford
Manningham | Manningham | BD8 8 | 53.8045 -1.7690 | Bradford
Girlington | Toller | BD8 9 | 53.8020 -1.7865 | Bradford
Heaton | Heaton | BD9 5 | 53.8190 -1.7930 | Bradford
Frizinghall | Heaton | BD9 4 | 53.8200 -1.7730 | Bradford | station
Daisy Hill | Heaton | BD9 6 | 53.8095 -1.8040 | Bradford
Great Horton | Great Horton | BD7 3 | 53.7815 -1.7835 | Bradford
Lidget Green | City | BD7 2 | 53.7885 -1.7860 | Bradford
Little Horton | Little Horton | BD5 0 | 53.7805 -1.7640 | Bradford
West Bowling | Little Horton | BD5 8 | 53.7745 -1.7540 | Bradford
Canterbury | Little Horton | BD5 9 | 53.7785 -1.7700 | Bradford
Barkerend | Bowling and Barkerend | BD3 9 | 53.7955 -1.7350 | Bradford
Thornbury | Bradford Moor | BD3 7 | 53.8000 -1.7160 | Bradford
Laisterdyke | Bowling and Barkerend | BD4 8 | 53.7880 -1.7220 | Bradford
Undercliffe | Bolton and Undercliffe | BD2 4 | 53.8085 -1.7345 | Bradford
Bolton Woods | Bolton and Undercliffe | BD2 1 | 53.8165 -1.7560 | Bradford
Eccleshill | Eccleshill | BD2 2 | 53.8185 -1.7235 | Bradford
Ravenscliffe | Eccleshill | BD10 0 | 53.8250 -1.7080 | Bradford
Idle | Idle and Thackley | BD10 9 | 53.8370 -1.7310 | Bradford
Thackley | Idle and Thackley | BD10 8 | 53.8450 -1.7350 | Bradford
Holme Wood | Tong | BD4 9 | 53.7760 -1.7060 | Bradford
Bierley | Tong | BD4 6 | 53.7670 -1.7290 | Bradford
Wibsey | Wibsey | BD6 1 | 53.7680 -1.7700 | Bradford
Buttershaw | Royds | BD6 2 | 53.7600 -1.7920 | Bradford
Low Moor | Wyke | BD12 0 | 53.7530 -1.7600 | Bradford | station
Wyke | Wyke | BD12 9 | 53.7390 -1.7660 | Bradford
Queensbury | Queensbury | BD13 2 | 53.7680 -1.8440 | Bradford
Thornton | Thornton and Allerton | BD13 3 | 53.7905 -1.8490 | Bradford
Allerton | Thornton and Allerton | BD15 7 | 53.8040 -1.8270 | Bradford
Clayton | Clayton and Fairweather Green | BD14 6 | 53.7825 -1.8180 | Bradford
Fairweather Green | Clayton and Fairweather Green | BD8 0 | 53.7970 -1.8050 | Bradford
Wilsden | Bingley Rural | BD15 0 | 53.8205 -1.8600 | Bradford
Cullingworth | Bingley Rural | BD13 5 | 53.8260 -1.8970 | Bradford
Denholme | Bingley Rural | BD13 4 | 53.8020 -1.8930 | Bradford
Windhill | Windhill and Wrose | BD18 2 | 53.8300 -1.7690 | Shipley
Wrose | Windhill and Wrose | BD18 1 | 53.8310 -1.7560 | Shipley
Shipley | Shipley | BD18 3 | 53.8325 -1.7790 | Shipley | station
Saltaire | Shipley | BD18 4 | 53.8370 -1.7900 | Shipley | station
Baildon | Baildon | BD17 6 | 53.8510 -1.7630 | Shipley | station
Cottingley | Bingley Rural | BD16 1 | 53.8280 -1.8260 | Bingley
Bingley | Bingley | BD16 2 | 53.8485 -1.8385 | Bingley | station
Eldwick | Bingley | BD16 3 | 53.8590 -1.8160 | Bingley
Keighley | Keighley Central | BD21 3 | 53.8675 -1.9070 | Keighley | station
Highfield | Keighley Central | BD21 2 | 53.8695 -1.9165 | Keighley
Ingrow | Keighley West | BD21 1 | 53.8560 -1.9180 | Keighley
Braithwaite | Keighley West | BD22 6 | 53.8670 -1.9350 | Keighley
Riddlesden | Keighley East | BD20 5 | 53.8780 -1.8750 | Keighley
Long Lee | Keighley East | BD21 4 | 53.8610 -1.8860 | Keighley
Utley | Keighley Central | BD20 6 | 53.8800 -1.9160 | Keighley
Haworth | Worth Valley | BD22 8 | 53.8320 -1.9520 | Keighley
Oakworth | Worth Valley | BD22 7 | 53.8450 -1.9480 | Keighley
Oxenhope | Worth Valley | BD22 9 | 53.8130 -1.9510 | Keighley
Silsden | Craven | BD20 0 | 53.9140 -1.9370 | Keighley
Steeton | Craven | BD20 6 | 53.8960 -1.9490 | Keighley | station
Addingham | Craven | LS29 0 | 53.9440 -1.8810 | Ilkley
Ilkley | Ilkley | LS29 8 | 53.9245 -1.8200 | Ilkley | station
Ben Rhydding | Ilkley | LS29 8 | 53.9250 -1.7990 | Ilkley | station
Burley in Wharfedale | Wharfedale | LS29 7 | 53.9120 -1.7500 | Ilkley | station
Menston | Wharfedale | LS29 6 | 53.8900 -1.7400 | Ilkley | station
"""

_CRAVEN = """
Skipton | Skipton West & West Craven | BD23 1 | 53.9600 -2.0230 | Skipton | station
Greatwood | Skipton East & South | BD23 2 | 53.9530 -2.0060 | Skipton
Embsay | Skipton North & Embsay-with-Eastby | BD23 6 | 53.9770 -1.9920 | Skipton
Gargrave | Mid Craven | BD23 3 | 53.9830 -2.1050 | Skipton | station
Hellifield | Mid Craven | BD23 4 | 54.0050 -2.2210 | Skipton | station
Malham | Mid Craven | BD23 4 | 54.0610 -2.1530 | Skipton
Grassington | Wharfedale | BD23 5 | 54.0710 -1.9980 | Skipton
Kettlewell | Wharfedale | BD23 5 | 54.1470 -2.0480 | Skipton
Cononley | Aire Valley | BD20 8 | 53.9170 -2.0180 | Keighley | station
Cowling | Aire Valley | BD22 0 | 53.8860 -2.0450 | Keighley
Cross Hills | Glusburn, Cross Hills & Sutton-in-Craven | BD20 7 | 53.9000 -1.9900 | Keighley
Glusburn | Glusburn, Cross Hills & Sutton-in-Craven | BD20 8 | 53.9010 -2.0010 | Keighley
Settle | Settle & Penyghent | BD24 9 | 54.0690 -2.2770 | Settle | station
Giggleswick | Settle & Penyghent | BD24 0 | 54.0710 -2.2890 | Settle | station
Horton in Ribblesdale | Settle & Penyghent | BD24 0 | 54.1490 -2.2950 | Settle | station
High Bentham | Bentham & Ingleton | LA2 7 | 54.1180 -2.5100 | Lancaster | station
Clapham | Bentham & Ingleton | LA2 8 | 54.1180 -2.3910 | Lancaster | station
Ingleton | Bentham & Ingleton | LA6 3 | 54.1540 -2.4680 | Carnforth
"""


def _read(table: str, *, county: str) -> Iterator[Place]:
    for line in table.strip().splitlines():
        name, ward, postcode, point, town, *station = line.split(" | ")
        outward, sector = postcode.split()
        latitude, longitude = map(float, point.split())
        yield Place(
            name, ward, outward, int(sector), latitude, longitude, town, bool(station), county
        )


PLACES: tuple[Place, ...] = (
    *_read(_BRADFORD, county="West Yorkshire"),
    *_read(_CRAVEN, county="North Yorkshire"),
)

_BY_NAME = {place.name: place for place in PLACES}


def place_called(name: str) -> Place:
    """The place of this name. Raises KeyError for one that is not listed."""
    return _BY_NAME[name]
