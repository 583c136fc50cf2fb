"""The documents: an explicit list. A new one is a module in reports/ and an entry here."""

from exports.entry import Export
from exports.reports.decision_page import DecisionOptions, decision_page
from exports.reports.follow_up import FollowUpOptions, follow_up
from exports.reports.lead_report import LeadOptions, lead_report
from exports.reports.participant_summary import SummaryOptions, participant_summary
from exports.reports.path_poster import PosterOptions, path_poster
from exports.reports.print_pack import PackOptions, codes_to_freeze, print_pack
from exports.reports.vote_sheet import SheetOptions, vote_sheet
from exports.reports.what_we_heard import HeardOptions, what_we_heard
from exports.reports.you_said import YouSaidOptions, you_said
from resources.texts import N_

DOCUMENTS: tuple[Export, ...] = (
    Export(
        "what-we-heard",
        ".pdf",
        N_("What we heard, on one page"),
        "public_report",
        HeardOptions,
        what_we_heard,
        N_("For everybody in the room, the same evening"),
        forms=("pdf", "html"),
    ),
    Export(
        "participant-summary",
        ".pdf",
        N_("What we heard, and where it stands"),
        "public_report",
        SummaryOptions,
        participant_summary,
        N_("The path, stories, notes and answers, with codes"),
        ("stories", "answers"),
        forms=("pdf", "html"),
    ),
    Export(
        "you-said",
        ".pdf",
        N_("What you said, and what happens now"),
        "public_report",
        YouSaidOptions,
        you_said,
        N_("Every answer with who answers, by when, and a code"),
        ("answers",),
        forms=("pdf", "html"),
    ),
    Export(
        "you-said-follow-up",
        ".pdf",
        N_("What became of it"),
        "public_report",
        FollowUpOptions,
        follow_up,
        N_("Later: what was kept, late, changed or broken, and what is open"),
        forms=("pdf", "html"),
    ),
    Export(
        "lead-report",
        ".pdf",
        N_("Report of the project lead"),
        "internal_report",
        LeadOptions,
        lead_report,
        N_("Internal: answers, what they take, and the load"),
        ("stories", "answers", "load"),
        forms=("pdf", "html", "docx"),
    ),
    Export(
        "decision-page",
        ".pdf",
        N_("What needs a decision"),
        "internal_report",
        DecisionOptions,
        decision_page,
        N_("Internal: a page for each body, with room for its decision"),
        ("load",),
        forms=("pdf", "html"),
    ),
    Export(
        "path-poster",
        ".pdf",
        N_("Poster of the path"),
        "public_report",
        PosterOptions,
        path_poster,
        N_("On one sheet or on several to glue, A4 to A0"),
        forms=("pdf", "svg"),
    ),
    Export(
        "vote-sheet",
        ".pdf",
        N_("Sheet and ballot papers of a vote"),
        "room",
        SheetOptions,
        vote_sheet,
        N_("To hang up, to hand out, and to cut"),
        forms=("pdf", "html"),
    ),
    Export(
        "print-pack",
        ".pdf",
        N_("Print pack"),
        "room",
        PackOptions,
        print_pack,
        N_("To write on, to cut, and to hang up"),
        ("answers",),
        forms=("pdf", "html"),
        fixes=codes_to_freeze,
    ),
)
