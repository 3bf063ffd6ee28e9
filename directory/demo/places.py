"""Real places the fictional directory stands in: names, wards, postcode sectors, coordinates.

Written for the demo from general knowledge of the district; coordinates are a place's middle, in
WGS84 degrees, good to about 300 metres. `tests/demo/test_places.py` holds them to official files
where those are at hand.
"""

from dataclasses import dataclass
from functools import partial

# No sector of the district has a postcode that ends in one of these (NSPL, May 2025), so a
# postcode made with one looks right and is nobody's.
FICTIONAL_UNITS = ("ZH", "ZN", "ZP")


@dataclass(frozen=True, slots=True)
class Place:
    """A town, village or neighbourhood."""

    key: str
    name: str
    ward: str
    """Ward of Bradford, or division of North Yorkshire in what was Craven, as of 2025."""
    outward: str
    sector: int
    latitude: float
    longitude: float
    town: str
    """The post town, as an envelope names it."""
    station: bool = False
    county: str = "West Yorkshire"

    @property
    def in_craven(self) -> bool:
        return self.county == "North Yorkshire"

    @property
    def district(self) -> str:
        return "Craven" if self.in_craven else "Bradford District"

    def postcode(self, number: int) -> str:
        """One of the place's fictional postcodes, such as BD8 8ZN; `number` picks which."""
        return f"{self.outward} {self.sector}{FICTIONAL_UNITS[number % len(FICTIONAL_UNITS)]}"


_craven = partial(Place, county="North Yorkshire")

# fmt: off
PLACES: tuple[Place, ...] = (
    # Bradford
    Place("city-centre", "Bradford city centre", "City", "BD1", 1, 53.7945, -1.7525, "Bradford", True),
    Place("goitside", "Goitside", "City", "BD1", 2, 53.7960, -1.7615, "Bradford"),
    Place("listerhills", "Listerhills", "City", "BD7", 1, 53.7915, -1.7685, "Bradford"),
    Place("manningham", "Manningham", "Manningham", "BD8", 8, 53.8045, -1.7690, "Bradford"),
    Place("girlington", "Girlington", "Toller", "BD8", 9, 53.8020, -1.7865, "Bradford"),
    Place("heaton", "Heaton", "Heaton", "BD9", 5, 53.8190, -1.7930, "Bradford"),
    Place("frizinghall", "Frizinghall", "Heaton", "BD9", 4, 53.8200, -1.7730, "Bradford", True),
    Place("daisy-hill", "Daisy Hill", "Heaton", "BD9", 6, 53.8095, -1.8040, "Bradford"),
    Place("great-horton", "Great Horton", "Great Horton", "BD7", 3, 53.7815, -1.7835, "Bradford"),
    Place("lidget-green", "Lidget Green", "City", "BD7", 2, 53.7885, -1.7860, "Bradford"),
    Place("little-horton", "Little Horton", "Little Horton", "BD5", 0, 53.7805, -1.7640, "Bradford"),
    Place("west-bowling", "West Bowling", "Little Horton", "BD5", 8, 53.7745, -1.7540, "Bradford"),
    Place("canterbury", "Canterbury", "Little Horton", "BD5", 9, 53.7785, -1.7700, "Bradford"),
    Place("barkerend", "Barkerend", "Bowling and Barkerend", "BD3", 9, 53.7955, -1.7350, "Bradford"),
    Place("thornbury", "Thornbury", "Bradford Moor", "BD3", 7, 53.8000, -1.7160, "Bradford"),
    Place("laisterdyke", "Laisterdyke", "Bowling and Barkerend", "BD4", 8, 53.7880, -1.7220, "Bradford"),
    Place("undercliffe", "Undercliffe", "Bolton and Undercliffe", "BD2", 4, 53.8085, -1.7345, "Bradford"),
    Place("bolton-woods", "Bolton Woods", "Bolton and Undercliffe", "BD2", 1, 53.8165, -1.7560, "Bradford"),
    Place("eccleshill", "Eccleshill", "Eccleshill", "BD2", 2, 53.8185, -1.7235, "Bradford"),
    Place("ravenscliffe", "Ravenscliffe", "Eccleshill", "BD10", 0, 53.8250, -1.7080, "Bradford"),
    Place("idle", "Idle", "Idle and Thackley", "BD10", 9, 53.8370, -1.7310, "Bradford"),
    Place("thackley", "Thackley", "Idle and Thackley", "BD10", 8, 53.8450, -1.7350, "Bradford"),
    Place("holme-wood", "Holme Wood", "Tong", "BD4", 9, 53.7760, -1.7060, "Bradford"),
    Place("bierley", "Bierley", "Tong", "BD4", 6, 53.7670, -1.7290, "Bradford"),
    Place("wibsey", "Wibsey", "Wibsey", "BD6", 1, 53.7680, -1.7700, "Bradford"),
    Place("buttershaw", "Buttershaw", "Royds", "BD6", 2, 53.7600, -1.7920, "Bradford"),
    Place("low-moor", "Low Moor", "Wyke", "BD12", 0, 53.7530, -1.7600, "Bradford", True),
    Place("wyke", "Wyke", "Wyke", "BD12", 9, 53.7390, -1.7660, "Bradford"),
    Place("queensbury", "Queensbury", "Queensbury", "BD13", 2, 53.7680, -1.8440, "Bradford"),
    Place("thornton", "Thornton", "Thornton and Allerton", "BD13", 3, 53.7905, -1.8490, "Bradford"),
    Place("allerton", "Allerton", "Thornton and Allerton", "BD15", 7, 53.8040, -1.8270, "Bradford"),
    Place("clayton", "Clayton", "Clayton and Fairweather Green", "BD14", 6, 53.7825, -1.8180, "Bradford"),
    Place("fairweather-green", "Fairweather Green", "Clayton and Fairweather Green", "BD8", 0, 53.7970, -1.8050, "Bradford"),
    Place("wilsden", "Wilsden", "Bingley Rural", "BD15", 0, 53.8205, -1.8600, "Bradford"),
    Place("cullingworth", "Cullingworth", "Bingley Rural", "BD13", 5, 53.8260, -1.8970, "Bradford"),
    Place("denholme", "Denholme", "Bingley Rural", "BD13", 4, 53.8020, -1.8930, "Bradford"),
    # The Aire valley
    Place("windhill", "Windhill", "Windhill and Wrose", "BD18", 2, 53.8300, -1.7690, "Shipley"),
    Place("wrose", "Wrose", "Windhill and Wrose", "BD18", 1, 53.8310, -1.7560, "Shipley"),
    Place("shipley", "Shipley", "Shipley", "BD18", 3, 53.8325, -1.7790, "Shipley", True),
    Place("saltaire", "Saltaire", "Shipley", "BD18", 4, 53.8370, -1.7900, "Shipley", True),
    Place("baildon", "Baildon", "Baildon", "BD17", 6, 53.8510, -1.7630, "Shipley", True),
    Place("cottingley", "Cottingley", "Bingley Rural", "BD16", 1, 53.8280, -1.8260, "Bingley"),
    Place("bingley", "Bingley", "Bingley", "BD16", 2, 53.8485, -1.8385, "Bingley", True),
    Place("eldwick", "Eldwick", "Bingley", "BD16", 3, 53.8590, -1.8160, "Bingley"),
    # Keighley and the Worth valley
    Place("keighley", "Keighley", "Keighley Central", "BD21", 3, 53.8675, -1.9070, "Keighley", True),
    Place("highfield", "Highfield", "Keighley Central", "BD21", 2, 53.8695, -1.9165, "Keighley"),
    Place("ingrow", "Ingrow", "Keighley West", "BD21", 1, 53.8560, -1.9180, "Keighley"),
    Place("braithwaite", "Braithwaite", "Keighley West", "BD22", 6, 53.8670, -1.9350, "Keighley"),
    Place("riddlesden", "Riddlesden", "Keighley East", "BD20", 5, 53.8780, -1.8750, "Keighley"),
    Place("long-lee", "Long Lee", "Keighley East", "BD21", 4, 53.8610, -1.8860, "Keighley"),
    Place("utley", "Utley", "Keighley Central", "BD20", 6, 53.8800, -1.9160, "Keighley"),
    Place("haworth", "Haworth", "Worth Valley", "BD22", 8, 53.8320, -1.9520, "Keighley"),
    Place("oakworth", "Oakworth", "Worth Valley", "BD22", 7, 53.8450, -1.9480, "Keighley"),
    Place("oxenhope", "Oxenhope", "Worth Valley", "BD22", 9, 53.8130, -1.9510, "Keighley"),
    Place("silsden", "Silsden", "Craven", "BD20", 0, 53.9140, -1.9370, "Keighley"),
    Place("steeton", "Steeton", "Craven", "BD20", 6, 53.8960, -1.9490, "Keighley", True),
    # Wharfedale
    Place("addingham", "Addingham", "Craven", "LS29", 0, 53.9440, -1.8810, "Ilkley"),
    Place("ilkley", "Ilkley", "Ilkley", "LS29", 8, 53.9245, -1.8200, "Ilkley", True),
    Place("ben-rhydding", "Ben Rhydding", "Ilkley", "LS29", 8, 53.9250, -1.7990, "Ilkley", True),
    Place("burley", "Burley in Wharfedale", "Wharfedale", "LS29", 7, 53.9120, -1.7500, "Ilkley", True),
    Place("menston", "Menston", "Wharfedale", "LS29", 6, 53.8900, -1.7400, "Ilkley", True),
    # Craven
    _craven("skipton", "Skipton", "Skipton West & West Craven", "BD23", 1, 53.9600, -2.0230, "Skipton", True),
    _craven("greatwood", "Greatwood", "Skipton East & South", "BD23", 2, 53.9530, -2.0060, "Skipton"),
    _craven("embsay", "Embsay", "Skipton North & Embsay-with-Eastby", "BD23", 6, 53.9770, -1.9920, "Skipton"),
    _craven("gargrave", "Gargrave", "Mid Craven", "BD23", 3, 53.9830, -2.1050, "Skipton", True),
    _craven("hellifield", "Hellifield", "Mid Craven", "BD23", 4, 54.0050, -2.2210, "Skipton", True),
    _craven("malham", "Malham", "Mid Craven", "BD23", 4, 54.0610, -2.1530, "Skipton"),
    _craven("grassington", "Grassington", "Wharfedale", "BD23", 5, 54.0710, -1.9980, "Skipton"),
    _craven("kettlewell", "Kettlewell", "Wharfedale", "BD23", 5, 54.1470, -2.0480, "Skipton"),
    _craven("cononley", "Cononley", "Aire Valley", "BD20", 8, 53.9170, -2.0180, "Keighley", True),
    _craven("cowling", "Cowling", "Aire Valley", "BD22", 0, 53.8860, -2.0450, "Keighley"),
    _craven("cross-hills", "Cross Hills", "Glusburn, Cross Hills & Sutton-in-Craven", "BD20", 7, 53.9000, -1.9900, "Keighley"),
    _craven("glusburn", "Glusburn", "Glusburn, Cross Hills & Sutton-in-Craven", "BD20", 8, 53.9010, -2.0010, "Keighley"),
    _craven("settle", "Settle", "Settle & Penyghent", "BD24", 9, 54.0690, -2.2770, "Settle", True),
    _craven("giggleswick", "Giggleswick", "Settle & Penyghent", "BD24", 0, 54.0710, -2.2890, "Settle", True),
    _craven("horton", "Horton in Ribblesdale", "Settle & Penyghent", "BD24", 0, 54.1490, -2.2950, "Settle", True),
    _craven("bentham", "High Bentham", "Bentham & Ingleton", "LA2", 7, 54.1180, -2.5100, "Lancaster", True),
    _craven("clapham", "Clapham", "Bentham & Ingleton", "LA2", 8, 54.1180, -2.3910, "Lancaster", True),
    _craven("ingleton", "Ingleton", "Bentham & Ingleton", "LA6", 3, 54.1540, -2.4680, "Carnforth"),
)
# fmt: on

PLACE_NUMBERS: dict[str, int] = {place.key: number for number, place in enumerate(PLACES)}


def place_called(key: str) -> Place:
    """The place with this key. Raises KeyError for one that is not listed."""
    return PLACES[PLACE_NUMBERS[key]]
