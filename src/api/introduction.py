"""What the description of the service, and its manual, begin with."""

from typing import Final

TEXT: Final = """\
A **case** is a report of a breach, a disclosed interest, a gift, a question, a
request: whatever a code of conduct has a procedure for. Everything that happens to a
case is recorded once, with the clause it rests on, and never changed.

## How to begin

1. `GET …/editions/{edition}` is the map of what can be opened and done: the
   **procedures**, their **openings** and **steps**, who may take each, what it asks
   for, what has to come before, and by which clause. Asked for as HTML it is
   [a page that quotes the code](/docs/editions).
2. `POST …/reports` or `POST …/disclosures` opens a case by one of those openings.
3. Each step is a `POST` below the case. Steps with rules of their own have an address
   of their own; all others are `POST …/cases/{case_id}/steps`.
4. `GET …/cases/{case_id}` says where the case stands, `…/history` what happened.
5. `GET …/work` says what waits for you in an office, the most urgent first.

Where an address begins with `…`, there is `/v1/organisations/{organisation}`.

The examples are one case of IMA, told in this order; each works after those before it.
What IMA's code has no step for is shown by cases of IMS. They begin with

```
service=http://127.0.0.1:${PORT:-8000}
ima=$service/v1/organisations/ima
ims=$service/v1/organisations/ims
```

## Who asks

All that belongs to an organisation is asked for in the name of somebody:

- `Authorization: Bearer <token>` is a person, by a pseudonym, in the offices they hold;
  tokens come from your sign-on, or from `make run`, which writes one for each office to
  `var/tokens/<organisation>/<office>`.
- `Authorization: Mailbox <key>` is somebody who reports, and whom nobody knows.
- `Authorization: Job <key>` is a program with some rights, until a day.

A token is for one organisation; with several offices, `Acting-As` says
in which you act. What each may is in the [table of permissions](/permissions), and
who takes which step in the edition. With `On-Behalf-Of`, and the pseudonym of somebody
else, an office does for them what the edition lets it do (`for_others`); it is recorded
and shown; of a reporter, only that it was for them.

## Sending commands

A command is a `POST` whose body is the command as JSON. The answer is a receipt: the
`case`, its new `version`, and the `position` in the log, durable when you read it.

```
curl "$ima/cases/$case/steps" -H "Authorization: Bearer $token" \\
  -H 'If-Match: "3"' -H 'Idempotency-Key: acknowledging-0001' \\
  -H 'Content-Type: application/json' -d '{"step": "acknowledge"}'
```

- `If-Match` holds the `ETag` of the case as you read it: its version in quotation
  marks. Without it the answer is 428; when the case has moved on, 412: read it again,
  and look whether it is still what you want. What opens a case needs none.
- `Idempotency-Key` is 8 to 64 letters, digits, `-` or `_` that you make up. The same
  command sent again with it happens once and gets the first answer.
- `Prefer: return=minimal` has the receipt in headers alone (204), `Prefer:
  return=representation` the case as it stands after the command, where you may read it
  and it is shown in time; `Preference-Applied` says that it is so.
- A **name of the edition** is that of a step, category, measure or body: small
  letters, digits and `_`, at most 64. A **pseudonym** stands for a person: small
  letters, digits, dot, `_` and `-`, at most 64; never a name or an address.

## Reporting without an account

`GET …/mailbox/new-key` gives the key of a mailbox: it is shown once and kept nowhere.
With `Authorization: Mailbox <key>` somebody reports anonymously, reads in
`GET …/mailbox` what was answered, and adds to it. Nothing records that they
were here, or from where; of what they send, the day alone is kept.

## Programs

A program that fetches rows needs nobody's token. `cases job-key give` prints a key for
it, once; it is sent as `Authorization: Job <key>`, and good for the rights it was given
for, until a day or until it is withdrawn. Who makes the key elsewhere sends its SHA-256
alone, to `POST …/job-keys`.

## Asking questions

A question is a `GET`. What you may not know of is not there for you: a case of others
and one that does not exist are the same 404.

- With `after=<position>` it is answered once everything up to that position is shown;
  `Prefer: wait=2` waits two seconds for that, and no longer.
- Lists come in pages of `limit`: `next` is the `cursor` of the page after, null on the
  last. Some lists come whole to whoever accepts `text/csv` or `application/x-ndjson`.
- Days are those of the place that the edition names; moments are in UTC.

`GET …/events` says in which of your cases something happened; accepted as
`text/event-stream`, as it happens. Or a program is told at an address of its own: add a
webhook (`GET …/webhooks/new`, `POST …/webhooks`).

## Texts about people

Every text about a person is sealed by itself. It is opened only for a `purpose`, for
those who may read it, and the reading is recorded first.

## When something is wrong

Every [problem](/problems) is a document of RFC 9457, `application/problem+json`. It
names the rule and, where there is one, the clause of the code; it points to the part
of the body that is wrong; it never repeats what was sent:

```
{
 "type": "/problems/refused",
 "title": "A rule does not allow this now",
 "status": 409,
 "detail": "'deliver_findings' comes after hear_subject",
 "rule": "refused",
 "clause": "Investigation",
 "awaits": [{"step": "hear_subject", "address": "hearings"}]
}
```

A command that was refused changed nothing. After 429, of whoever asks more often in a
minute than is one caller's share, and after 503, ask again when the seconds of
`Retry-After` have passed. Beside each operation stand the problems that it has of its
own; nearly every one may be answered with
[400 bad-request](/problems#bad-request),
[401 unauthenticated](/problems#unauthenticated),
[403 not-permitted](/problems#not-permitted), [404 not-found](/problems#not-found),
[406 not-acceptable](/problems#not-acceptable), [413 too-large](/problems#too-large),
[415 unsupported-media-type](/problems#unsupported-media-type),
[422 invalid](/problems#invalid), [429 too-many](/problems#too-many),
[500 failure](/problems#failure) or
[503 unavailable](/problems#unavailable).

`X-Request-ID` of an answer is in its line of the service's log, too; send a UUID of
your own in that header and it is that one. Of reporters, members, witnesses and persons
concerned there is neither.

## What is going to be gone

An address or a parameter that is not to be used any more says so for a year at least:
in its description here, and in each answer by `Deprecation` (since when), `Sunset`
(until when) and a `Link` to what is to be asked for instead.
"""
