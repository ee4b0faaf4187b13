"""The pages on which people decide, and what their forms do."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from counterclaim.evaluation.coded_twice import Unit, agreement, units_of
from counterclaim.model import (
    Act,
    ActorRef,
    Article,
    Category,
    Claim,
    DatePrecision,
    Decision,
    Effect,
    Person,
    PlaceRelation,
    Role,
    Speaker,
    Stance,
)
from counterclaim.review import NothingThereError, ReviewRoom, may, state_of
from counterclaim.review.correcting import Choice, Correction, choices_of
from counterclaim.review.lookups import Option, days_in, number_in
from counterclaim.review.queue import KINDS, differing, is_to_settle, read_queue
from counterclaim.store.decided import Ballot, Standing, live, outcome
from counterclaim.store.decisions import DecisionFilter
from counterclaim.store.rulings import marks_of
from counterclaim.web import wording
from counterclaim.web.forms import Form, local, read_correction, written
from counterclaim.web.rendering import render
from counterclaim.web.sentences import quoted
from counterclaim.web.workshop import Workshop

PAGE = 30
_SHOWN = 200
_LONGEST_WORDS = 300

DONE = {
    Act.ACCEPT: "Accepted",
    Act.CORRECT: "Corrected",
    Act.REJECT: "Rejected",
    Act.ADD: "Added",
    Act.JOIN: "Joined",
    Act.PART: "Kept apart",
    Act.MERGE: "Merged",
    Act.SPLIT: "Split",
    Act.DISCOUNT: "Thrown out",
    Act.ASSIGN: "Given to coders",
    Act.UNDO: "Undone",
}


def room(request: Request) -> ReviewRoom:
    """Where the app's decisions are made."""
    found: ReviewRoom = request.app.state.room
    return found


def person(request: Request) -> Person:
    """Who asks."""
    found: Person = request.state.person
    return found


def shop(request: Request) -> Workshop:
    """Where the app's slow work is done."""
    found: Workshop = request.app.state.workshop
    return found


def page(request: Request, name: str, **values: Any) -> Response:
    """A page with what every page of review shows: who is there, and their last decision."""
    who = person(request)
    may_decide = may(who, Act.ACCEPT)
    last = room(request).last_of(who) if may_decide else None
    told = {
        "person": who,
        "signed_in": request.app.state.desk.has_accounts,
        "token": request.app.state.desk.token(request),
        "may_decide": may_decide,
        "is_curator": who.role is Role.CURATOR,
        "last": last,
        "done": DONE,
        "quoted": quoted,
        "back": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }
    return render(request, name, **{**told, **values})


def answer(
    request: Request, form: Form, decisions: Sequence[Decision], *, to: str = ""
) -> Response:
    """What a change gives back: to the script a line, to a plain form the page it came from."""
    last = decisions[-1]
    count = f"{len(decisions)} claims: " if len(decisions) > 1 else ""
    words = f"{count}{DONE[last.act].lower() if count else DONE[last.act]}"
    if "application/json" in request.headers.get("accept", ""):
        told = [d.number for d in decisions]
        return JSONResponse({"done": words, "decisions": told, "subject": last.subject, "to": to})
    return RedirectResponse(to or local(form.one("back", "/review")), 303)


def queue(request: Request) -> Response:
    """What is worth a person's time, first things first."""
    kind = request.query_params.get("show") or None
    if kind is not None and kind not in KINDS:
        raise HTTPException(404, f"The queue has no part {kind!r}; it has {', '.join(KINDS)}.")
    number = request.query_params.get("page", "1")
    at = max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1
    found = read_queue(room(request), person(request), kind, skip=(at - 1) * PAGE, limit=PAGE)
    return page(
        request,
        "queue.html",
        here="review",
        items=found.items,
        total=found.total,
        kind=kind,
        kinds=KINDS,
        at=at,
        pages=max(1, -(-found.total // PAGE)),
    )


def decide(request: Request, form: Form) -> Response:
    """Accepts or rejects a claim, or all that were marked."""
    act = {"accept": Act.ACCEPT, "reject": Act.REJECT}.get(form.one("act"))
    if act is None:
        raise NothingThereError("say whether to accept or to reject")
    claims = [tuple(told.split("|", 1)) for told in form.all("claim") if "|" in told]
    pairs = [(one, other) for one, other in claims]
    why = form.one("why") or None
    if len(pairs) == 1:
        article, claim = pairs[0]
        seen = form.one("seen") or None
        done = [room(request).decide(person(request), act, article, claim, seen=seen, why=why)]
    else:
        done = room(request).decide_all(person(request), act, pairs, why=why)
    shop(request).link()
    return answer(request, form, done)


def judge(request: Request, form: Form) -> Response:
    """Says of two claims whether they tell the same."""
    told = form.one("same")
    if told not in ("yes", "no"):
        raise NothingThereError("say whether the two claims tell the same happening")
    done = room(request).judge_link(
        person(request), form.one("one"), form.one("other"), same=told == "yes",
        why=form.one("why") or None,
    )  # fmt: skip
    shop(request).link()
    return answer(request, form, [done])


def undo(request: Request, form: Form) -> Response:
    """Takes back a decision, or the person's last."""
    number = form.one("decision")
    if number.isdecimal():
        wanted = int(number)
    elif (last := room(request).last_of(person(request))) is not None:
        wanted = last.number
    else:
        raise NothingThereError("there is no decision of yours to undo")
    done = room(request).undo(person(request), wanted, why=form.one("why") or None)
    shop(request).link(wait=True)
    return answer(request, form, [done])


def correcting(request: Request) -> Response:
    """The page on which a claim is corrected by choosing spans in the text, or one is added."""
    article_id, claim_id = request.path_params["article"], request.path_params.get("claim")
    if claim_id is None:
        stored, standings, _ = room(request).article(person(request), article_id)
        return _editor(request, stored.article, None, None, [s.claim for s in standings])
    looked = room(request).look(person(request), article_id, claim_id)
    return _editor(
        request, looked.stored.article, looked.standing, choices_of(looked.standing.claim)
    )


def _editor(
    request: Request,
    article: Article,
    standing: Standing | None,
    wanted: Correction | None,
    others: Sequence[Claim] = (),
) -> Response:
    claim = standing.claim if standing is not None else None
    chosen = wanted or Correction(kind="attack", stance=Stance.ASSERTED)
    known = _known(claim) if claim is not None else {}
    return page(
        request,
        "correct.html",
        here="review",
        article=article,
        claim=claim,
        standing=standing,
        chosen=chosen,
        others=others,
        lines=_lines(chosen),
        losses=[*chosen.losses, None],
        known=json.dumps(known),
        paragraphs=_paragraphs(article.text),
        seen=state_of(standing) if standing is not None else "",
        kinds=wording.kinds(),
        stances=list(Stance),
        relations=list(PlaceRelation),
        precisions=[p for p in DatePrecision if p is not DatePrecision.UNSTATED],
        effects=list(Effect),
        categories=list(Category),
        to=local(request.query_params.get("to", "/review")),
    )


def _lines(chosen: Correction) -> dict[str, list[str]]:
    """The choices of each field, as its lines."""
    return {
        "told": [written(Choice(chosen.told))] if chosen.told else [],
        "sources": [written(c) for c in chosen.sources],
        "initiators": [written(c) for c in chosen.initiators],
        "recipients": [written(c) for c in chosen.recipients],
        "place": [written(chosen.place)] if chosen.place else [],
        "day": [written(Choice(chosen.day))] if chosen.day else [],
        "weapons": [written(Choice(span)) for span in chosen.weapons],
    }


def _known(claim: Claim) -> dict[str, str]:
    """The names of the entries that a claim has already, by their ids."""
    refs: list[Speaker | ActorRef] = [*claim.sources, *claim.initiators, *claim.recipients]
    names = {ref.actor: ref.name or ref.actor for ref in refs if ref.actor}
    if claim.place is not None and claim.place.gazetteer_id:
        names[claim.place.gazetteer_id] = claim.place.name or claim.place.text
    return names


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """Each line that holds something, and where it begins."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((at, line))
        at += len(line) + 1
    return out


def correct(request: Request, form: Form) -> Response:
    """Keeps a claim as corrected."""
    who, article_id, claim_id = person(request), *_named(request)
    looked = room(request).look(who, article_id, claim_id)
    wanted = read_correction(form, looked.stored.article, looked.standing.claim.sentence.start)
    seen, why = form.one("seen") or None, form.one("why") or None
    done = shop(request).with_names(
        lambda names: room(request).correct(
            who, article_id, claim_id, wanted, names, seen=seen, why=why
        )
    )
    shop(request).link()
    return answer(request, form, [done], to=local(form.one("back", "/review")))


def add(request: Request, form: Form) -> Response:
    """Keeps a claim that the coder missed."""
    who, article_id = person(request), request.path_params["article"]
    stored, _, _ = room(request).article(who, article_id)
    wanted = read_correction(form, stored.article, 0)
    why = form.one("why") or None
    done = shop(request).with_names(
        lambda names: room(request).add(who, article_id, wanted, names, why=why)
    )
    shop(request).link()
    return answer(request, form, [done], to=f"/article/{article_id}#{done.subject}")


def _named(request: Request) -> tuple[str, str]:
    return request.path_params["article"], request.path_params["claim"]


def options(request: Request) -> Response:
    """What words of a text may stand for: actors, places, numbers, days."""
    query = request.query_params
    words = " ".join(query.get("words", "").split())[:_LONGEST_WORDS]
    role = query.get("role")
    about = query.get("article")
    stored = room(request).reader.find_article(about) if about else None
    published = stored.article.published if stored is not None else None
    if role == "number":
        number = number_in(words)
        keys = ("low", "high", "approximate")
        return JSONResponse(dict(zip(keys, number, strict=True)) if number else {})
    if role == "day":
        days = days_in(words, published)
        if days is None:
            return JSONResponse({})
        told = {"start": str(days.start), "end": str(days.end), "precision": days.precision.value}
        return JSONResponse(told)
    if role not in ("actor", "place"):
        raise HTTPException(404, "role is actor, place, number or day.")
    found: list[Option] = shop(request).with_names(
        lambda names: (names.places if role == "place" else names.actors)(words, published)
    )
    return JSONResponse([[o.id, o.name, o.about, o.plain] for o in found])


def change_event(request: Request, form: Form) -> Response:
    """Merges events, splits one, or throws one out."""
    event, act = request.path_params["id"], form.one("act")
    who, why, to = person(request), form.one("why") or None, room(request)
    if act == "merge":
        others = [told.rpartition("/")[2] for told in form.one("others").replace(",", " ").split()]
        done = to.merge(who, [event, *others], why=why)
    elif act == "split":
        done = to.split(who, event, form.all("away"), why=why)
    elif act == "discount":
        done = to.discount(who, event, why=why)
    else:
        raise NothingThereError("say whether to merge, split or throw out")
    shop(request).link(wait=True)
    first = marks_of(done)[-1][0]
    now = to.reader.events_of_article(first.article).get(first.claim)
    return answer(request, form, [done], to=f"/event/{now}" if now else "/")


def event_room(request: Request) -> Response:
    """The page on which an event is merged, split or thrown out."""
    found = room(request).reader.find_event(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "No event has this id; it may have been merged into another.")
    claims = [room(request).reader.find_claim(id_) for id_ in found.claims]
    near = room(request).reader.neighbours(found, days=7, degrees=0.5, limit=12)
    return page(
        request,
        "event_room.html",
        here="review",
        event=found,
        claims=[stored for stored in claims if stored is not None],
        near=near,
        day=wording.days,
    )


def decisions(request: Request) -> Response:
    """All that was decided, the latest first; of those who code an article blind, the others'
    decisions on it are left out."""
    who, reader = person(request), room(request).reader
    wanted = DecisionFilter(
        by=request.query_params.get("by") or None,
        article=request.query_params.get("article") or None,
        subject=request.query_params.get("subject") or None,
    )
    given = {article for article, names in reader.assignments().items() if who.name in names}
    found = [
        d
        for d in reader.decisions(wanted)
        if d.by == who.name or d.article not in given or d.act is Act.ASSIGN
    ]
    holding = {d.number for d in live(found)}
    return page(
        request,
        "decisions.html",
        here="review",
        decisions=found[::-1][:_SHOWN],
        total=len(found),
        holding=holding,
        asked=urlencode({k: v for k, v in request.query_params.items() if v}),
        told=told_of,
    )


def told_of(decision: Decision) -> str:
    """What a decision is on, in a few words."""
    if decision.sentence:
        return decision.sentence
    if decision.act is Act.ASSIGN:
        return "to " + ", ".join(json.loads(decision.after or "{}").get("coders", []))
    groups = json.loads(decision.after or decision.before or "{}").get("groups", [])
    return " | ".join(" + ".join(mark["claim"] for mark in group) for group in groups)


def settle(request: Request) -> Response:
    """What each of those who code an article blind says of its claims, side by side."""
    article_id = request.path_params["article"]
    stored, standings, blind = room(request).article(person(request), article_id)
    if blind or person(request).role is not Role.CURATOR:
        raise HTTPException(403, "Only a curator who doesn't code the article sees its coding.")
    held = {s.claim.id: s for s in standings}
    found = room(request).reader.ballots(stored)
    return page(
        request,
        "settle.html",
        here="review",
        article=stored.article,
        coders=room(request).coders(article_id),
        ballots=[(ballot, differing(ballot), _seen(held, ballot)) for ballot in found],
        says=_says,
    )


def _seen(held: dict[str, Standing], ballot: Ballot) -> str:
    plain = Standing(claim=ballot.claim, coded=ballot.coded)
    return state_of(held.get(ballot.claim.id, plain))


def _says(decision: Decision) -> dict[str, str]:
    return dict(outcome(decision))


def adopt(request: Request, form: Form) -> Response:
    """Settles a claim as one of its coders has it."""
    article, _, claim = form.one("claim").partition("|")
    done = room(request).adopt(
        person(request), article, claim, form.one("coder"), why=form.one("why") or None
    )
    shop(request).link()
    return answer(request, form, [done])


def agreement_page(request: Request) -> Response:
    """How far people agree who code the same articles, who codes which, and what is to settle."""
    reader = room(request).reader
    given = reader.assignments()
    units: list[Unit] = []
    titles = reader.article_titles(tuple(given))
    settled = {}
    for article, coders in given.items():
        stored = reader.find_article(article)
        found = reader.ballots(stored) if stored is not None else []
        units += units_of(article, found, coders)
        waiting = sum(is_to_settle(ballot, coders) for ballot in found)
        votes = {name: sum(name in b.votes for b in found if b.coded) for name in coders}
        settled[article] = (votes, sum(b.coded is not None for b in found), waiting)
    who = person(request)
    return page(
        request,
        "agreement.html",
        here="review",
        figures=agreement(units),
        units=len(units),
        given=given,
        titles=titles,
        settled=settled,
        may_see={a for a, names in given.items() if who.name not in names},
        accounts=request.app.state.desk.names(),
    )


def assign(request: Request, form: Form) -> Response:
    """Gives an article to people who code it blind."""
    coders = [name for told in form.all("coder") for name in told.replace(",", " ").split()]
    article = form.one("article").rstrip("/").rpartition("/")[2].partition("#")[0]
    done = room(request).assign(person(request), article, coders, why=form.one("why") or None)
    shop(request).link()
    return answer(request, form, [done])
