"""The published elections whose official outcome is not recounted, each with its reason. All others are reproduced."""

from collections.abc import Mapping

NO_OUTCOME = "the file states a rule and no outcome"
NOTHING_STATED = "the file states neither a rule nor an outcome"
PAPER = "the file: no rule, and half of the ballots, those on paper, are missing; a budget for each neighbourhood"
CATEGORIES = "the city's exception: a budget for each category, and a list of its own for what is left; 1 % are missing"
OTHER_MONEY = "the city's exception: what then does not fit is paid with other money if 80 % of its cost are left"

NOT_RECOUNTED: Mapping[str, str] = {
    "France_Toulouse_2019.pb": NO_OUTCOME,
    "France_Toulouse_2022_15_-_Croix_de_Pierre_Route_dEspagne.pb": NO_OUTCOME,
    "France_Toulouse_2022_9_-_Trois_Cocus_Borderouge_Croix-Daurade_Paleficat_Grand_Selve.pb": NO_OUTCOME,
    "Hungary_Budapest_2022_VIII_Jozsefvaros.pb": PAPER,
    "Hungary_Budapest_2024_VIII_Jozsefvaros.pb": PAPER,
    "Hungary_Budapest_2025_VIII_Jozsefvaros.pb": PAPER,
    "Hungary_Budapest_2025_XI_Ujbuda.pb": CATEGORIES,
    "Netherlands_Amsterdam_491.pb": NO_OUTCOME,
    "Netherlands_Amsterdam_515.pb": NO_OUTCOME,
    "Netherlands_Amsterdam_522.pb": NO_OUTCOME,
    "Netherlands_Amsterdam_619.pb": NO_OUTCOME,
    "Poland_Czestochowa_2020_Mirow.pb": NO_OUTCOME,
    "Poland_Czestochowa_2020_Stare_Miasto.pb": NO_OUTCOME,
    "Poland_Czestochowa_2020_Trzech_Wieszczow.pb": NO_OUTCOME,
    "Poland_Gdansk_2020_Nowy_Port.pb": NO_OUTCOME,
    "Poland_Gdansk_2020_Oliwa.pb": NO_OUTCOME,
    "Poland_Gdansk_2020_Rudniki.pb": NO_OUTCOME,
    "Poland_Gdansk_2020_Vii_Dwor.pb": NO_OUTCOME,
    "Poland_Krakow_2018_Biezanow-Prokocim.pb": NO_OUTCOME,
    "Poland_Krakow_2018_Czyzyny.pb": NO_OUTCOME,
    "Poland_Krakow_2018_Nowa_Huta.pb": NO_OUTCOME,
    "Poland_Krakow_2018_Swoszowice.pb": NO_OUTCOME,
    "Poland_Poznan_2023_11_-_Fabianowo-Kotowo_Gorczyn_Junikowo_Kwiatowe_Lawica.pb": OTHER_MONEY,
    "Poland_Poznan_2023_12_-_Antoninek-Zieliniec-Kobylepole_Glowna_Ostrow_Tumski-_Srodka-Zawady-Komandoria_Warszawskie-Pomet-Maltanskie.pb": OTHER_MONEY,  # noqa: E501
    "Poland_Poznan_2023_1_-_Nowe_Winogrady_Polnoc_Nowe_Winogrady_Poludnie_Nowe_Winogrady_Wschod_Stare_Winogrady.pb": OTHER_MONEY,  # noqa: E501
    "Poland_Poznan_2023_6_-_Ogrody_Solacz_Winiary_Wola.pb": OTHER_MONEY,
    "Poland_Poznan_2024_11_-_Fabianowo-Kotowo_Gorczyn_Junikowo_Kwiatowe_Lawica__large.pb": OTHER_MONEY,
    "Poland_Poznan_2024_12_-_Antoninek-Zieliniec-Kobylepole_Glowna_Ostrow_Tumski-_Srodka-Zawady-Komandoria_Warszawskie-Pomet-Maltanskie__large.pb": OTHER_MONEY,  # noqa: E501
    "Poland_Poznan_2024_5_-_Grunwald_Polnoc_Grunwald_Poludnie_Stary_Grunwald__small.pb": OTHER_MONEY,
    "Poland_Poznan_2024_6_-_Ogrody_Solacz_Winiary_Wola__large.pb": OTHER_MONEY,
    "Poland_Poznan_2025_1_-_Nowe_Winogrady_Polnoc_Nowe_Winogrady_Poludnie_Nowe_Winogrady_Wschod_Stare_Winogrady__large.pb": OTHER_MONEY,  # noqa: E501
    "Poland_Poznan_2025_2_-_Kiekrz_Krzyzowniki-Smochowice_Podolany_Strzeszyn__small.pb": OTHER_MONEY,
    "Poland_Poznan_2025_3_-_Piatkowo_Polnoc_Piatkowo__large.pb": OTHER_MONEY,
    "Poland_Poznan_2025_9_-_Stare_Miasto__small.pb": OTHER_MONEY,
    "Poland_Poznan_2026_13_-_Jezyce_Sw.Lazarz__large.pb": OTHER_MONEY,
    "Poland_Poznan_2026_9_-_Stare_Miasto__large.pb": OTHER_MONEY,
    "Poland_Poznan_2026_small.pb": OTHER_MONEY,
    "Poland_Zabrze_2020_Helenka.pb": NO_OUTCOME,
    "Poland_Zabrze_2020_Mikulczyce.pb": NO_OUTCOME,
    "Poland_Zabrze_2020_Zaborze_Poludnie.pb": NO_OUTCOME,
    "Poland_Zabrze_2021_Zaborze_Poludnie.pb": NO_OUTCOME,
    "Switzerland_Zurich_D10.pb": NOTHING_STATED,
    "Switzerland_Zurich_D5.pb": NOTHING_STATED,
    "Switzerland_Zurich_S5D10.pb": NOTHING_STATED,
    "Switzerland_Zurich_S5R.pb": NOTHING_STATED,
    "Switzerland_Zurich_SN.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Adler_2021_Students_vote_knapsacks.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Chicago_33rd_Ward_2020_vote_knapsacks.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Chicago_35th_Ward_2021_vote_rankings.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Chicago_39th_Ward_2021_vote_approvals.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Chicago_40th_Ward_2021_vote_approvals.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Chicago_40th_Ward_2021_vote_knapsacks.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Chicago_49th_Ward_2018_vote_approvals.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Rochester_NY_2019_vote_rankings.pb": NOTHING_STATED,
    "US_Stanford_Dataset_PB_Vallejo_2017_vote_approvals.pb": NOTHING_STATED,
    "US_Stanford_Dataset_Participatory_Budgeting_Project_PB2_2021_Ballot_vote_approvals.pb": NOTHING_STATED,
    "US_Stanford_Dataset_Your_Voice_Your_Choice_Parks_and_Streets-_Seattle_2018_District_3_vote_approvals.pb": NOTHING_STATED,  # noqa: E501
    "US_Stanford_Dataset_Your_Voice_Your_Choice_Parks_and_Streets-_Seattle_2019_District_1_vote_knapsacks.pb": NOTHING_STATED,  # noqa: E501
    "US_Stanford_Dataset_Your_Voice_Your_Choice_Parks_and_Streets-_Seattle_2019_District_2_vote_rankings.pb": NOTHING_STATED,  # noqa: E501
    "US_Stanford_Dataset_Your_Voice_Your_Choice_Parks_and_Streets-_Seattle_2019_District_5_vote_approvals.pb": NOTHING_STATED,  # noqa: E501
    "Worldwide_Mechanical_Turk_Knapsack_6.pb": NOTHING_STATED,
    "Worldwide_Mechanical_Turk_Ranking_value_7.pb": NOTHING_STATED,
    "Worldwide_Mechanical_Turk_Ranking_value_8.pb": NOTHING_STATED,
    "Worldwide_Mechanical_Turk_Threshold_7.pb": NOTHING_STATED,
    "Worldwide_Mechanical_Turk_Utilities_7.pb": NOTHING_STATED,
    "Worldwide_Mechanical_Turk_Utilities_8.pb": NOTHING_STATED,
}
