"""Words being typed: kept in the project's file, and beside it in the profile while the file cannot be written."""

from pathlib import Path

from models import queries
from models.drafts_aside import DraftsAside, drafts, erasures
from models.errors import PolkuError
from models.project import Project

FILE = "file"


class Drafts:
    """The drafts of one open project. What lies aside from before goes back into the file at once, if it can."""

    def __init__(self, project: Project, folder: Path | None) -> None:
        """`folder` None: nothing may be put beside the file, so what it cannot take is kept in memory."""
        self._project = project
        self.project_id = project.ask(queries.project).id
        place = None if project.store.is_locked else folder  # of a locked project no word is ever put there plain
        self._aside = DraftsAside(place, self.project_id, project.ask(erasures))
        self.take_back()

    def keep(self, place: str, words: str) -> PolkuError | None:
        """Keep words; empty ones end the draft. Return why the file could not take them; they are kept all the same."""
        trouble = None
        if self._project.store.read_only:
            self._keep_aside(place, words)
            return None
        try:
            self._project.keep_draft(place, words)
        except PolkuError as error:
            trouble = error
            self._keep_aside(place, words)
        else:
            self._aside.end(place)
            if self._aside:
                trouble = self.take_back()
        return trouble

    def words(self, place: str) -> str:
        """Return the words of a place, empty for none."""
        aside = self._aside.words(place)
        return self._project.draft(place) if aside is None else aside

    def all(self) -> list[tuple[str, str]]:
        """Return place and words of every draft, the newest first."""
        aside = self._aside.places()
        found = [*aside.items(), *(pair for pair in self._project.ask(drafts) if pair[0] not in aside)]
        return [(place, words) for place, words in found if words]

    def aside(self) -> list[str]:
        """Return the words that are not in the file."""
        return [words for words in self._aside.places().values() if words]

    @property
    def kept_in(self) -> str:
        """Where the words are: in the "file", in the "profile" or in "memory" only."""
        beside = self._project.store.read_only or bool(self._aside)
        return self._aside.kept_in if beside else FILE

    def take_back(self) -> PolkuError | None:
        """Put into the file what lies aside; return why that is not possible."""
        if self._project.store.read_only:
            return None
        for place, words in self._aside.places().items():
            try:
                self._project.keep_draft(place, words)
            except PolkuError as error:
                return error
            self._aside.end(place)
        return None

    def forget(self) -> None:
        """Forget what lies aside: words were erased for good, and it may hold them."""
        self._aside.forget(self._project.ask(erasures))

    def _keep_aside(self, place: str, words: str) -> None:
        """Keep words beside the file, unless they are what the file has; it is not read again and again if it fails."""
        if self._aside.words(place) == words:
            return
        try:
            same = self._project.draft(place) == words
        except PolkuError:
            same = False
        if same:
            self._aside.end(place)
        else:
            self._aside.keep(place, words)
