"""The tables and files for other programs: an explicit list. A new one is a module that writes it and an entry here."""

from exports.entry import Export
from exports.tables import journey
from exports.tables.entries import (
    BookOptions,
    CsvOptions,
    show_everything,
    show_ideas,
    show_stories,
    write_everything,
    write_ideas,
    write_stories,
)
from exports.xlsform.form import FormOptions, show_form
from exports.xlsform.writing import write_form
from resources.texts import N_

TABLES: tuple[Export, ...] = (
    Export(
        "ideas-csv",
        ".csv",
        N_("Table of notes"),
        "internal_report",
        CsvOptions,
        show_ideas,
        N_("One row for each person's words, as CSV"),
        ("answers",),
        form="data",
        write=write_ideas,
    ),
    Export(
        "stories-csv",
        ".csv",
        N_("Table of stories"),
        "internal_report",
        CsvOptions,
        show_stories,
        N_("One row for each story, as CSV"),
        ("stories",),
        form="data",
        write=write_stories,
    ),
    Export(
        "everything-xlsx",
        ".xlsx",
        N_("Everything as a spreadsheet"),
        "internal_report",
        BookOptions,
        show_everything,
        N_("A sheet for each kind of thing, as XLSX"),
        ("stories", "answers", "load"),
        form="data",
        write=write_everything,
    ),
    Export(
        "xlsform",
        ".xlsx",
        N_("Form of the way back"),
        "room",
        FormOptions,
        show_form,
        N_("A matching form for KoBoToolbox, ODK and others, as XLSForm"),
        form="data",
        write=write_form,
    ),
    Export(
        "mermaid-journey",
        ".mmd",
        N_("Mermaid journey"),
        "internal_report",
        journey.JourneyOptions,
        journey.show_for_us,
        N_("A path for wikis and other programs, with every group by name"),
        form="data",
        write=journey.write_for_us,
    ),
    Export(
        "mermaid-journey-public",
        ".mmd",
        N_("Mermaid journey for everybody"),
        "public_report",
        journey.JourneyOptions,
        journey.show_for_all,
        N_("The same, without the names of groups of few people"),
        form="data",
        write=journey.write_for_all,
    ),
)
