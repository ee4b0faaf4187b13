"""Which words tell an event and which kind: verbs and nouns, in several voices."""

import pytest

from counterclaim.codebook.kinds import kind_rows
from counterclaim.pipeline import Coder

from .told import claims_of, kinds_of, wrong


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        # fighting
        ("armed-clash", "The Free Syrian Army fought Islamic State near al-Bab on Monday."),
        ("armed-clash", "Fighting between the army and Islamic State raged near the T4 airbase."),
        ("armed-clash", "Clashes broke out between rebels and government troops in Daraa."),
        ("armed-clash", "Rebels clashed with government troops in the town of Mhardeh."),
        ("armed-clash", "The army repelled an Islamic State attack on the airbase at Kuweires."),
        ("advance", "Syrian army troops advanced towards Deir ez-Zor."),
        ("advance", "Iraqi forces launched an offensive on the town of Tal Afar on Sunday."),
        ("advance", "SDF fighters entered the town of Tabqa."),
        ("territory-gained", "Iraqi forces recaptured the town of Hit from Islamic State."),
        ("territory-gained", "The army regained control of the village of Khafsah."),
        ("territory-gained", "The town of Karamah fell to the SDF on Sunday."),
        (
            "territory-gained",
            "The capture of Palmyra by the Syrian army was announced on Thursday.",
        ),
        ("territory-gained", "Our heroes have liberated the town of Sukhna from Daesh."),
        ("territory-transferred", "Islamic State handed the town of Maskanah over to the army."),
        ("withdrawal", "Iraqi forces retreated from the village of Badush."),
        ("withdrawal", "Islamic State fighters withdrew from the town of Tabqa."),
        ("siege", "Government forces encircled rebels in the town of Harasta."),
        ("siege", "Government forces besieged the town of Madaya."),
        ("siege", "The road between Homs and Palmyra was cut by Islamic State fighters."),
        # from afar
        ("air-strike", "Coalition aircraft struck an Islamic State convoy near Raqqa."),
        wrong(
            "air-strike",
            "Coalition aircraft struck targets near Raqqa, Manbij and Ayn Issa.",
            why="bare targets as the object of struck give no claim",
        ),
        ("air-strike", "Government helicopters dropped barrel bombs on Daraya."),
        ("air-strike", "A drone strike killed a commander near Idlib."),
        ("air-strike", "Near Raqqa, two strikes destroyed three vehicles and a mortar."),
        ("air-strike", "Warplanes targeted a bakery in the town of Hayan."),
        ("air-strike", "There was an air raid on the town of Binnish."),
        ("shelling", "Mortars hit the Bab Touma district of Damascus."),
        ("shelling", "Rockets fired by rebels hit the town of Fuah."),
        ("shelling", "The Syrian army's shelling of Jobar continued on Sunday."),
        ("shelling", "Artillery pounded the town of Arbin."),
        ("shelling", "The navy fired cruise missiles at the Shayrat airbase."),
        ("bombing", "A mine exploded near Tabqa, killing two farmers."),
        ("bombing", "A car bomb went off in the Karrada district of Baghdad."),
        ("bombing", "An IED blew up a police vehicle near Baquba."),
        ("suicide-bombing", "A suicide bomber blew himself up at a checkpoint in Baghdad."),
        ("suicide-bombing", "Two suicide attacks hit the city of Tikrit."),
        ("chemical-attack", "Helicopters dropped chlorine on the town of Saraqib."),
        ("chemical-attack", "Islamic State used mustard gas in the town of Marea."),
        ("chemical-attack", "A gas attack killed at least 58 people in the town."),
        # attacks, people
        ("attack", "Gunmen opened fire on a bus near the town of Minya."),
        ("attack", "Islamic State fighters ambushed a convoy near Sukhna."),
        ("attack", "A sniper shot a soldier in the Ramouseh district."),
        ("attack", "Rebels attacked the village of Maan."),
        ("attack", "Rebels attacked Hama."),
        ("killing", "Islamic State executed five men in Mosul for spying."),
        ("killing", "A sniper shot dead a journalist in Aleppo on Friday."),
        ("killing", "Gunmen assassinated a judge in the town of Saraqib."),
        ("abduction", "Islamic State fighters abducted 30 villagers near Hama."),
        ("abduction", "Two aid workers were kidnapped in the city of Idlib."),
        wrong(
            "torture",
            "Guards tortured prisoners at the Saydnaya prison.",
            why="a doer that is no known force gives no torture",
        ),
        ("sexual-violence", "Islamic State fighters raped Yazidi women in Mosul."),
        ("casualties", "Two policemen were found dead in the city of Daraa."),
        ("arrest", "Peshmerga forces arrested an Islamic State member near Kirkuk."),
        ("arrest", "Police detained nine men in the city of Basra."),
        ("destruction", "Islamic State burned down houses in the village of Badush."),
        ("destruction", "Militants looted shops in the town of Qaraqosh."),
        ("displacement", "Thousands of people fled Mosul on Thursday."),
        ("displacement", "Residents were evacuated from the town of Fuah on Friday."),
        # other acts
        ("weapons-disrupted", "The army shot down an Israeli drone over Quneitra."),
        ("weapons-disrupted", "Iraqi soldiers seized a cache of rockets near Baquba."),
        ("weapons-disrupted", "Engineers defused a car bomb in the Zanjili district."),
        ("deployment", "Turkey sent troops to the border near Kilis."),
        ("deployment", "Russia deployed military police in the city of Aleppo."),
        ("base-established", "Turkey set up a military base near Bashiqa."),
        ("defection", "Fighters from Liwa al-Haqq defected to Islamic State."),
        ("defection", "The Nusra Front changed its name to Jabhat Fatah al-Sham."),
        ("ceasefire", "The government and the rebels agreed on a ceasefire in Wadi Barada."),
        ("ceasefire", "A truce came into force in eastern Aleppo at midnight."),
        ("agreement", "Turkey and Russia signed an agreement on gas supplies."),
        ("talks", "The foreign ministers of Russia and Turkey met in Astana on Tuesday."),
        ("talks", "Talks between the government and the opposition opened in Geneva."),
        ("release", "Rebels released 12 prisoners in Idlib."),
        ("aid", "The Red Crescent delivered aid to Madaya on Monday."),
        ("support", "Iran expressed support for the Syrian government."),
        ("accuse", "Russia accused the United States of violating the agreement."),
        ("demand", "The United Nations called on the army to open the roads to Madaya."),
        ("refuse", "The opposition rejected a Russian proposal to leave eastern Aleppo."),
        ("threaten", "Iran warned Turkey against an operation in Afrin."),
        ("sanction", "Washington imposed sanctions on a Syrian bank."),
        ("protest", "Hundreds of people demonstrated against Nusra in Maarat al-Numan."),
        ("riot", "Protesters threw stones at police in the city of Basra."),
        ("tension", "Relations between Turkey and the United States worsened."),
    ],
)
def test_the_kind_of_an_event(coder: Coder, kind: str, text: str) -> None:
    assert kinds_of(coder, text) == [kind]


def test_every_kind_is_told_by_a_sentence_above() -> None:
    (told,) = (m for m in test_the_kind_of_an_event.pytestmark if m.name == "parametrize")
    kinds = {getattr(case, "values", case)[0] for case in told.args[1]}
    assert kinds == set(kind_rows())


@pytest.mark.parametrize(
    "text",
    [
        "The striking thing about the city is its bridges.",
        "The team attacked well in the second half.",
        "Talks show hosts were busy on Sunday.",
        "The minister launched a new website.",
        "He took a bus to Damascus and took notes.",
        "Prices in Aleppo shot up and the lira fell.",
        "The militants surrendered in Raqqa.",
        "He told a news conference in Idlib that aid was late.",
        "The charity is raising money for schools. Please donate today.",
    ],
)
def test_words_that_only_look_like_an_event(coder: Coder, text: str) -> None:
    assert claims_of(coder, text) == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("protest", "Students staged a mass demonstration in Basra on Saturday."),
        (
            "protest",
            "Thousands of Kurds demonstrated in Kirkuk on Sunday, witnesses told reporters.",
        ),
        ("protest", "Workers of the port began a strike for better pay in Basra on Monday."),
        ("protest", "Teachers in Mosul went on strike on Sunday."),
        ("sanction", "Norway halted economic aid to Sudan on Friday."),
        ("sanction", "Turkey suspended air links with Syria."),
        ("aid", "Norway gave Lebanon two million dollars of aid on Monday."),
        ("aid", "Doctors handed over 700 kg of medicine to the Red Crescent in Homs."),
        ("talks", "President Hassan Rouhani arrived in Baghdad on a visit on Monday."),
        ("demand", "Turkey pressured Iraq to close the camp."),
        ("demand", "France renewed its appeal to Iran to open the port on Monday."),
        ("withdrawal", "Rebels are willing to withdraw their fighters from Douma, they said."),
        ("threaten", "Turkey issued an ultimatum to Syria on Monday."),
        ("sexual-violence", "Guards sexually abused women in the camp at Hawija."),
        ("accuse", "Serbia lodged a protest with Albania on Monday."),
        ("protest", "Workers of the refinery in Baiji stopped work on Monday."),
    ],
)
def test_what_states_and_crowds_do_without_arms(coder: Coder, kind: str, text: str) -> None:
    assert kinds_of(coder, text) == [kind]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        # a gerund as a noun
        ("shelling", "Shelling by rebels near Nubl killed a farmer."),
        ("armed-clash", "Three policemen died in fighting near Baquba."),
        # killing by hand, whoever did it
        ("attack", "Four soldiers were gunned down near Tikrit on Sunday."),
        ("killing", "A teacher was beaten to death in the city of Raqqa."),
        ("attack", "Islamic State lost 20 fighters near Palmyra."),
        # what they have to bomb with
        ("bombing", "Guerrillas bombed a pipeline near Basra."),
        ("air-strike", "The air force bombed a bridge near Basra."),
        ("chemical-attack", "Helicopters attacked the town of Sarmin with chlorine gas."),
        ("chemical-attack", "Nine people were exposed to sarin in the town of Sarmin."),
        # one act, not two
        ("ceasefire", "Militants breached the ceasefire agreement in Hama."),
        ("armed-clash", "The army foiled an attack by militants on the town of Tadmur."),
        ("attack", "The police cracked down on protests in Hama."),
        ("attack", "The army inflicted heavy losses on militants near Homs."),
        ("siege", "Militants cut the highway between Homs and Hama."),
        ("talks", "The Security Council met in an emergency session on Monday."),
        ("displacement", "They were evacuated to Idlib on Monday."),
        ("tension", "Tensions between Ankara and the PKK escalated in 2015."),
        # verbs and nouns that carry the rest
        ("chemical-attack", "Militants fired rockets filled with chlorine gas at Sarmin."),
        ("shelling", "Two of the shells hit a bakery in Salamiyah."),
        ("shelling", "Villages near Idlib came under the bombardment of the army."),
        ("displacement", "Militants drove hundreds of families from their homes in Sinjar."),
        ("displacement", "Rebels and their relatives left the town of Darayya."),
        ("ceasefire", "The army said it would halt fire in Hama for two days."),
        ("ceasefire", "Monitors recorded breaches of the truce by the army in Hama."),
        ("territory-transferred", "The town of Qalat al-Madiq surrendered on Monday."),
        ("threaten", "The ministry issued a warning to Ankara."),
        ("talks", "The cabinet met to discuss the siege."),
        ("aid", "Ten trucks carrying food entered Madaya on Monday."),
        ("riot", "Iraq was hit by violent unrest in October."),
        ("aid", "The rebels received weapons from Qatar."),
        ("weapons-disrupted", "A Su-25 was shot down near Idlib."),
        ("advance", "It was an operation by the army against militants in Hama."),
    ],
)
def test_constructions_of_a_kind(coder: Coder, kind: str, text: str) -> None:
    assert kinds_of(coder, text) == [kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels are shelling the town of Nubl.", "shelling"),
        ("The shelling of Douma by the army killed three people.", "shelling"),
        ("Coalition jets carried out air strikes on the town of Mayadin.", "air strikes"),
    ],
)
def test_a_claim_rests_on_the_words_that_tell_it(coder: Coder, text: str, words: str) -> None:
    (claim,) = claims_of(coder, text)
    assert words in claim.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "A team of U.N. experts is due to visit Syria this week.",
        "The U.N. inspectors will visit three sites in Syria.",
        "The leaders will meet in Astana next week.",
        "The two sides exchanged views on the truce.",
        "The king received the British ambassador in Amman.",
        "An inspection team arrived in Damascus on Sunday.",
    ],
)
def test_who_is_sent_to_speak_meets_visits_and_travels(coder: Coder, text: str) -> None:
    assert kinds_of(coder, text) == ["talks"]


@pytest.mark.parametrize(
    "text",
    [
        "The reinforcements arrived in Damascus on Sunday.",
        "The team arrived in Damascus on Sunday.",
        "The prices met expectations.",
    ],
)
def test_others_who_arrive_or_meet_hold_no_talks(coder: Coder, text: str) -> None:
    assert "talks" not in kinds_of(coder, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("casualties", "30 militants killed in Idlib."),
        ("attack", "At least 12 militants were killed in the army's operations in Idlib."),
        ("attack", "The army carried out an operation against militants, killing dozens."),
        ("attack", "Army units destroyed three vehicles of the militants in Daraa."),
        ("attack", "Army units destroyed a rocket launcher in Daraa."),
        ("destruction", "Army units destroyed three houses in Daraa."),
    ],
)
def test_communiques_of_armies(coder: Coder, kind: str, text: str) -> None:
    assert kinds_of(coder, text) == [kind]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("attack", "Army units targeted the militants' hideouts in Idlib."),
        ("shelling", "Artillery backed by rocket launchers pounded ISIS gatherings in Idlib."),
    ],
)
def test_where_fighters_gather_is_attacked(coder: Coder, kind: str, text: str) -> None:
    assert kinds_of(coder, text) == [kind]
