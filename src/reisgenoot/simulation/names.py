"""Names as people from the countries of origin bear them, the languages they speak, and how names get misspelt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """How people of one country are called.

    ``family`` is empty where a person bears the father's name instead of a family name (Eritrea, Ethiopia, Somalia).
    ``languages`` are ISO 639 codes, the most spoken first.
    """

    languages: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    family: tuple[str, ...] = ()


def words(text: str) -> tuple[str, ...]:
    """Names that are one word each, written after each other."""
    return tuple(text.split())


_ARABIC_MEN = words(
    "Mohammad Ahmad Omar Khaled Yousef Mahmoud Hassan Hussein Ali Ibrahim Abdullah Mustafa Samir Nabil Ziad Rami Fadi "
    "Bassel Tarek Anas Amjad Firas Majd Wael Yazan Karim Saeed Jamal Adnan Imad Ghassan Louay Malek Nizar Qusay Walid"
)
_ARABIC_WOMEN = words(
    "Fatima Aya Rana Noor Layla Mariam Amina Hanan Rasha Salma Dima Lina Hala Reem Yasmin Sana Zainab Khadija Abeer "
    "Ghada Iman Jumana Kinda Lamia Maha Nadia Ola Rahaf Samar Suha Tahani Wafa Zahra Batoul Duaa Heba"
)
_ARABIC_FAMILY = (
    *words(
        "Haddad Khalil Masri Issa Mansour Barakat Darwish Zein Taha Shami Hamdan Najjar Sabbagh Nasser Saleh Kassem Hariri "
        "Rifai Sayegh Khoury Awad Ghanem Halabi Jaber Kanaan Mahfouz Qabbani Rahal Sarraf Tamimi Younes Zakaria"
    ),
    *("al-Ahmad", "al-Hassan", "al-Khatib", "el-Sayed", "Abu Rayan", "al-Mohammad", "Bin Yahya"),
)
_TIGRINYA_MEN = words(
    "Yonas Tesfay Abraham Filmon Mehari Samuel Kidane Haile Dawit Berhane Abel Kibrom Merhawi Robel Tekle Isaias Habtom "
    "Ghebre Yohannes Simon Efrem Mulugeta Russom Tedros Amanuel Biniam Goitom Weldu Zerai Henok"
)
_TIGRINYA_WOMEN = words(
    "Selam Helen Mebrat Senait Luwam Rahwa Feven Winta Saba Eden Azieb Bisrat Semhar Letebrhan Freweini Mihret Tsega "
    "Abrehet Kokob Meron Ruta Yordanos Zufan Elsa Nigisti Tirhas"
)
_PERSIAN_MEN = words(
    "Reza Amir Mehdi Hamid Farhad Kian Arash Behrouz Dariush Ehsan Jawad Kamran Navid Omid Parviz Ramin Saeid Shahin "
    "Babak Milad Najib Zabiullah Abdul Esmail Habib Rahmat"
)
_PERSIAN_WOMEN = words(
    "Leila Shirin Maryam Nasrin Parisa Zahra Fereshteh Golnar Mahsa Negin Roya Samira Shabnam Taraneh Yasaman Zohreh "
    "Farida Malalai Nilofar Parwana Soraya Wahida"
)
_KURDISH_FAMILY = words("Barzani Zebari Jaff Talabani Hawrami Dosky Goran Sindi Rostam Mirza Sherwan")
_SLAVIC_MEN = words("Oleksandr Andrii Serhii Dmytro Mykola Ivan Taras Bohdan Yurii Viktor Roman Oleh")
_SLAVIC_WOMEN = words("Olena Oksana Iryna Natalia Kateryna Svitlana Tetiana Yulia Halyna Maria Daryna Sofiia")

NAMING: dict[str, Naming] = {
    "syria": Naming(("ar", "ckb"), _ARABIC_MEN, _ARABIC_WOMEN, _ARABIC_FAMILY),
    "yemen": Naming(("ar",), _ARABIC_MEN, _ARABIC_WOMEN, _ARABIC_FAMILY),
    "sudan": Naming(("ar",), _ARABIC_MEN, _ARABIC_WOMEN, _ARABIC_FAMILY),
    "palestine": Naming(("ar",), _ARABIC_MEN, _ARABIC_WOMEN, _ARABIC_FAMILY),
    "iraq": Naming(("ar", "ckb"), _ARABIC_MEN, _ARABIC_WOMEN, _ARABIC_FAMILY + _KURDISH_FAMILY),
    "eritrea": Naming(("ti",), _TIGRINYA_MEN, _TIGRINYA_WOMEN),
    "ethiopia": Naming(
        ("am", "ti"),
        words("Abebe Bekele Girma Tadesse Mesfin Alemu Dereje Getachew Kebede Lemma Negash Solomon Wondimu Yared"),
        words("Almaz Aster Bethlehem Genet Hiwot Kalkidan Lulit Mekdes Rahel Sara Tigist Zewditu"),
    ),
    "iran": Naming(
        ("fa",),
        _PERSIAN_MEN,
        _PERSIAN_WOMEN,
        words("Rostami Karimi Hosseini Ahmadi Moradi Jafari Rahimi Sadeghi Kazemi Ebrahimi Farahani Tehrani Shirazi"),
    ),
    "afghanistan": Naming(
        ("fa", "ps"),
        _PERSIAN_MEN,
        _PERSIAN_WOMEN,
        words("Ahmadzai Hotak Karzai Noori Popal Rahmani Safi Stanekzai Wardak Yusufzai Zadran Haidari Nazari"),
    ),
    "somalia": Naming(
        ("so",),
        words("Abdi Farah Osman Warsame Guled Hersi Ismail Jama Liban Mohamud Nur Roble Sharif Yusuf Abdirahman"),
        words("Amal Asha Deqa Faduma Hodan Ifrah Khadra Ladan Nimo Sagal Ubah Zamzam Hawa"),
    ),
    "turkey": Naming(
        ("tr",),
        words("Mehmet Emre Murat Serkan Hakan Burak Kerem Onur Volkan Tolga Cem"),
        words("Ayşe Elif Zeynep Emine Merve Büşra Selin Gül Özlem Derya Esra"),
        words("Yılmaz Kaya Demir Çelik Şahin Öztürk Arslan Doğan Kılıç Aydın Koç Güneş"),
    ),
    "ukraine": Naming(
        ("uk",),
        _SLAVIC_MEN,
        _SLAVIC_WOMEN,
        words("Shevchenko Kovalenko Bondarenko Tkachenko Kravchuk Oliinyk Melnyk Lysenko Marchenko Rudenko"),
    ),
    "other": Naming(
        ("fr", "en"),
        words("Jean Emmanuel Ibrahima Moussa Patrick Kwame Chidi Boubacar Alpha Samuel"),
        words("Aminata Blessing Chantal Grace Mariama Esther Fanta Aissatou Divine Joy"),
        words("Diallo Bah Okafor Mukendi Niyonzima Camara Barry Eze Kabongo Traoré"),
    ),
}

COUNTRIES: dict[str, float] = {
    "syria": 68,
    "eritrea": 16,
    "iran": 5,
    "afghanistan": 2,
    "ethiopia": 1.5,
    "iraq": 1.5,
    "yemen": 1.5,
    "turkey": 1.5,
    "sudan": 0.7,
    "somalia": 0.8,
    "ukraine": 0.3,
    "other": 1.2,
}
"""Weights by country: Syria as in the report on the client journey (table T4), the rest in proportion to recent years."""

RESPELT: dict[str, str] = {
    "Mohammad": "Mohamed",
    "Mahmoud": "Mahmud",
    "Yousef": "Yusuf",
    "Hussein": "Hoessein",
    "Khaled": "Khalid",
    "Omar": "Umar",
    "Fatima": "Fatma",
    "Mariam": "Maryam",
    "Noor": "Nour",
    "Layla": "Leila",
    "Zainab": "Zeinab",
    "Tesfay": "Tesfai",
    "Kidane": "Kidani",
    "Haile": "Hayle",
    "Yohannes": "Johannes",
    "Isaias": "Isayas",
    "Abraham": "Abreham",
    "Reza": "Riza",
    "Shirin": "Sherin",
    "Osman": "Usman",
    "Mansour": "Mansoor",
    "Khalil": "Chalil",
    "Haddad": "Hadad",
    "Issa": "Isa",
    "Oleksandr": "Aleksandr",
    "Mykola": "Nikolai",
}
"""How a name is often written differently in another system."""
