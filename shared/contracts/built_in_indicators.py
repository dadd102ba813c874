"""The indicators that come along; a city adds its own."""

from shared.contracts.indicators import Direction, IndicatorDefined, Names, Topic

BUILT_IN = {
    "basic_education": IndicatorDefined(
        names=Names("Vain perusasteen suorittaneet", "Enbart grundnivå", "Basic education only"),
        topic=Topic.EDUCATION,
        unit="%",
        direction=Direction.HIGHER,
    ),
    "unemployment": IndicatorDefined(
        names=Names("Työttömyysaste", "Arbetslöshetsgrad", "Unemployment rate"),
        topic=Topic.EMPLOYMENT,
        unit="%",
        direction=Direction.HIGHER,
    ),
    "foreign_language": IndicatorDefined(
        names=Names("Vieraskielisten osuus", "Andel med främmande språk", "Speakers of foreign languages"),
        topic=Topic.LANGUAGE,
        unit="%",
        direction=Direction.HIGHER,
    ),
    "low_income": IndicatorDefined(
        names=Names("Pienituloisten osuus", "Andel med låga inkomster", "People with a low income"),
        topic=Topic.INCOME,
        unit="%",
        direction=Direction.HIGHER,
    ),
    "morbidity": IndicatorDefined(
        names=Names("Sairastavuusindeksi", "Sjuklighetsindex", "Morbidity index"),
        topic=Topic.HEALTH,
        unit="",
        direction=Direction.HIGHER,
        sotkanet="5641",
    ),
    "youth_outside": IndicatorDefined(
        names=Names(
            "Koulutuksen ja työn ulkopuolella olevat nuoret",
            "Unga utanför utbildning och arbete",
            "Youth outside work and education",
        ),
        topic=Topic.TARGET_GROUPS,
        unit="%",
        direction=Direction.HIGHER,
    ),
    "resident_survey": IndicatorDefined(
        names=Names("Asukaskyselyn tyytyväisyys", "Nöjdhet i invånarenkäten", "Contentment in the residents' survey"),
        topic=Topic.SURVEYS,
        unit="1–5",
        direction=Direction.LOWER,
    ),
    "service_use": IndicatorDefined(
        names=Names("Palvelukäynnit asukasta kohti", "Servicebesök per invånare", "Visits to services per resident"),
        topic=Topic.SERVICES,
        unit="",
        direction=Direction.LOWER,
    ),
    "infrastructure": IndicatorDefined(
        names=Names("Ympäristön ja rakennusten kunto", "Miljöns och byggnadernas skick", "Condition of surroundings"),
        topic=Topic.INFRASTRUCTURE,
        unit="1–5",
        direction=Direction.LOWER,
    ),
}
