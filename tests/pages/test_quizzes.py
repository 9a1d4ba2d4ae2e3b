"""What a quiz offers: all that is possible, from every order, and what never happens."""

import re

from playground import catalogue, possible
from sitebuild import languages
from sitebuild.sections import quiz

QUIZ = re.compile(r"^<!-- quiz: ([\w/]+) -->$", re.MULTILINE)
FENCE = '--8<-- "{}.py"\n```\n\n<!-- quiz: {} -->\n'


def placed(language):
    """Which quizzes stand on which page, in their order."""
    folder = languages.DOCS / language.code
    texts = {page.relative_to(folder): page.read_text("utf8") for page in folder.rglob("*.md")}
    return {page: found for page, text in texts.items() if (found := QUIZ.findall(text))}


def written():
    """All that the data files have, by slug and name."""
    return {
        f"{file.parent.name}/{name}": wrong
        for file in catalogue.SNIPPETS.glob("*/quiz.yml")
        for name, wrong in catalogue.read_yaml(file).items()
    }


def test_each_language_has_all_the_quizzes_in_the_same_places():
    first, *others = map(placed, languages.LANGUAGES)
    names = [name for found in first.values() for name in found]
    assert sorted(names) == sorted(written())
    assert others == [first] * len(others)
    assert len(names) >= 24


def test_a_quiz_stands_right_behind_its_program():
    elsewhere = [
        (language.code, page, name)
        for language in languages.LANGUAGES
        for page, names in placed(language).items()
        for name in names
        if FENCE.format(name, name) not in (languages.DOCS / language.code / page).read_text("utf8")
    ]
    assert elsewhere == []


def test_what_is_called_impossible_is_none_of_what_all_orders_do():
    wrong = {}
    for name, impossible in written().items():
        can = {(each["output"], each["failure"]) for each in possible.kept()[name]["outcomes"]}
        cannot = [(each.get("output", ""), each.get("failure", "")) for each in impossible]
        if can & set(cannot) or len(cannot) < 2 or len(set(cannot)) < len(cannot):
            wrong[name] = cannot
    assert wrong == {}


def test_each_impossible_one_says_why_in_every_language():
    codes = {language.code for language in languages.LANGUAGES}
    silent = [
        name
        for name, impossible in written().items()
        for each in impossible
        if set(each) - {"output", "failure"} != codes or not all(each[code] for code in codes)
    ]
    assert silent == []


def test_a_quiz_tells_each_candidate_apart_in_every_language():
    for name in written():
        found = possible.kept()[name]
        for language in languages.LANGUAGES:
            made = quiz.render(name, found, language.code)
            words = language.words["quiz"]
            can = f"<strong>{words['can']}</strong>"
            assert made.count(" data-can>") == len(found["outcomes"]) == made.count(can)
            assert made.count("<li><label>") == made.count("<li><strong>")
            assert "\n" not in made
