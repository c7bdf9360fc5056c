"""Bare measures, shares and deeds are given to whom they belong."""

import pytest

from yihe.figures import scan


def _subjects(text: str) -> list[str]:
    return [figure.subject for figure in scan(text) if figure.claim]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("滨海观光专线由2条增加到5条，开行330班，上座率超过九成。", "滨海观光专线上座率"),
        ("装备制造产业集聚企业49家，本地配套率从35%提高到52%。", "装备制造产业本地配套率"),
        ("老城改造专项借款到位8亿元，利率较同期贷款低1.2个百分点。", "老城改造专项借款利率"),
        ("低效用地方面，东郊文创园入驻企业83家，出租率上升到九成以上。", "东郊文创园出租率"),
        ("暑运自7月1日至8月31日，共62天。", "暑运"),
        ("依法打击非法集资，审结32件。", "审结非法集资"),
        ("新建小学3所、幼儿园8所。", "新建幼儿园"),
        ("转移农村劳动力8万人次，其中向省外输出3万人次。", "向省外输出转移农村劳动力"),
        ("投诉量居前2位的依次是食品、服装，分别为98件、62件。", "服装投诉量"),
        ("助学金平均标准为2300元，分1500元、3100元两档。", "助学金平均标准"),
        ("小学书面作业平均完成时间不超过60分钟，初中不超过90分钟。", "初中小学书面作业平均完成时间"),
    ],
)
def test_the_last_number_is_given_to_its_owner(text: str, subject: str) -> None:
    assert _subjects(text)[-1] == subject


def test_a_share_that_opens_its_clause_is_one_of_what_follows() -> None:
    assert _subjects("参与率为97.6%，2/3的学校引入了校外机构。")[-1] == "学校引入校外机构比例"


def test_an_owner_does_not_outlive_its_sentence() -> None:
    found = _subjects("滨海观光专线增加到5条，上座率九成。星级饭店出租率71%。")
    assert found[1:] == ["滨海观光专线上座率", "星级饭店出租率"]


def test_a_part_of_one_word_says_of_what_it_is_a_share() -> None:
    found = _subjects("受理消费者诉求13万件。其中，投诉7万件，占54%。")
    assert found[-1] == "投诉占受理消费者诉求比重"
