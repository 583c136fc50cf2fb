"""The one style sheet, written from the tokens. A widget says what it is by the properties `kind`, `tone`, `surface`.

Labels: kind = title, display, strong, muted, error. Buttons: kind = primary, quiet, danger, chip, segment, held, rail.
Frames: surface = paper, panel, card, well; tone = settled, waiting, story, note, idea, neutral, danger, accent.
"""

from widgets.theme import RADIUS, RADIUS_SMALL, Palette, Tone, TypeScale


def stylesheet(p: Palette, s: TypeScale) -> str:
    """Return the style sheet of a palette and a type scale."""
    grid = max(4, round(4 * s.text / 14))
    parts = (_base(p, s), _labels(p, s), _buttons(p, s, grid), _chosen(p, s, grid), _rail(p, s, grid))
    return "\n".join((*parts, _fields(p, s, grid), _frames(p), _lists(p, s, grid), _chrome(p, s, grid)))


def _base(p: Palette, s: TypeScale) -> str:
    return f"""
    QWidget {{ font-size: {s.text}px; color: {p.ink}; }}
    QMainWindow, QDialog {{ background: {p.paper}; }}
    QToolTip {{ background: {p.ink}; color: {p.panel}; border: none; padding: 6px 8px; font-size: {s.text}px; }}
    QSplitter::handle {{ background: {p.line}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    """


def _labels(p: Palette, s: TypeScale) -> str:
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[kind="title"] {{ font-size: {s.title}px; font-weight: 700; }}
    QLabel[kind="display"] {{ font-size: {s.display}px; font-weight: 700; }}
    QLabel[kind="strong"] {{ font-weight: 700; }}
    QLabel[kind="muted"] {{ color: {p.muted}; }}
    QLabel[kind="caption"] {{ color: {p.muted}; font-weight: 700; }}
    QLabel[kind="accent"] {{ color: {p.accent}; font-weight: 700; }}
    QLabel[kind="error"] {{ color: {p.waiting.text}; font-weight: 700; }}
    QLabel[kind="danger"] {{ color: {p.danger.text}; font-weight: 700; }}
    QLabel[kind="settled"] {{ color: {p.settled.text}; }}
    """


def _buttons(p: Palette, s: TypeScale, g: int) -> str:
    return f"""
    QPushButton, QToolButton {{
        background: {p.panel}; color: {p.ink}; border: 1px solid {p.control}; border-radius: {RADIUS}px;
        padding: {2 * g - 1}px {3 * g}px; font-weight: 700; margin: 1px;
    }}
    QToolButton {{ padding: {g + 1}px {2 * g}px; }}
    QPushButton:hover, QToolButton:hover {{ background: {p.accent_soft}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {p.neutral.soft}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {p.focus}; margin: 0px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {p.muted}; border: 1px dashed {p.control}; }}
    QPushButton:checked, QToolButton:checked {{
        background: {p.accent_soft}; color: {p.accent}; border-color: {p.accent};
    }}
    QPushButton[kind="primary"] {{ background: {p.accent}; color: {p.on_accent}; border: 1px solid {p.accent}; }}
    QPushButton[kind="primary"]:hover {{ border: 1px solid {p.ink}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {p.ink}; }}
    QPushButton[kind="primary"]:disabled {{
        background: {p.neutral.soft}; color: {p.muted}; border: 1px dashed {p.control};
    }}
    QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {p.accent_soft}; }}
    QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border: 2px solid {p.focus}; }}
    QPushButton[kind="quiet"]:disabled, QToolButton[kind="quiet"]:disabled {{ color: {p.muted}; }}
    QPushButton[kind="link"] {{
        background: transparent; border: 1px solid transparent; color: {p.accent}; text-align: left;
        padding: {g}px {g}px;
    }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="link"]:focus {{ border: 2px solid {p.focus}; }}
    QPushButton[kind="held"] {{
        background: transparent; border: 1px solid transparent; font-size: {s.title}px; text-align: left;
        padding: {g // 2}px 0px; color: {p.ink};
    }}
    QPushButton[kind="held"]:hover {{ color: {p.accent}; text-decoration: underline; }}
    QPushButton[kind="held"]:focus {{ border: 2px solid {p.focus}; }}
    QPushButton[kind="held"]:checked {{ background: transparent; color: {p.ink}; border-color: transparent; }}
    QPushButton[kind="held"][unset="true"] {{ color: {p.muted}; font-weight: 400; }}
    QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0px; }}
    """


def _chosen(p: Palette, s: TypeScale, g: int) -> str:
    return f"""
    QPushButton[kind="chip"], QToolButton[kind="chip"] {{
        border-radius: {(s.text + 2 * g) // 2}px; padding: {g}px {3 * g}px; font-weight: 400;
    }}
    QPushButton[kind="chip"]:checked, QToolButton[kind="chip"]:checked {{ font-weight: 700; }}
    QPushButton[kind="segment"] {{
        border-radius: 0px; margin: 0px; padding: {g + 2}px {2 * g + 2}px; font-weight: 400;
        border: 1px solid {p.control}; border-left-width: 0px;
    }}
    QPushButton[kind="segment"][first="true"] {{
        border-left-width: 1px; border-top-left-radius: {RADIUS}px; border-bottom-left-radius: {RADIUS}px;
    }}
    QPushButton[kind="segment"][last="true"] {{
        border-top-right-radius: {RADIUS}px; border-bottom-right-radius: {RADIUS}px;
    }}
    QPushButton[kind="segment"]:checked {{
        font-weight: 700; background: {p.accent_soft}; color: {p.accent}; border: 1px solid {p.accent};
    }}
    QPushButton[kind="segment"]:focus {{ border: 2px solid {p.focus}; }}
    {_segment_tones(p)}
    """


def _segment_tones(p: Palette) -> str:
    return "\n".join(
        f'QPushButton[kind="segment"][tone="{name}"]:checked {{'
        f" background: {tone.soft}; color: {tone.text}; border: 1px solid {tone.strong}; }}"
        for name, tone in p.tones().items()
    )


def _rail(p: Palette, s: TypeScale, g: int) -> str:
    return f"""
    QFrame#rail {{ background: {p.panel}; border: none; border-right: 1px solid {p.line}; }}
    QToolButton[kind="rail"] {{
        background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px; color: {p.ink};
        padding: {2 * g}px {g}px; font-weight: 400; margin: 1px;
    }}
    QToolButton[kind="rail"][done="true"] {{ color: {p.accent}; }}
    QToolButton[kind="rail"]:hover {{ background: {p.accent_soft}; }}
    QToolButton[kind="rail"]:focus {{ border: 2px solid {p.focus}; margin: 0px; }}
    QToolButton[kind="rail"]:checked {{ background: {p.accent}; color: {p.on_accent}; font-weight: 700; }}
    QToolButton[kind="rail"]:checked:focus {{ border: 2px solid {p.ink}; }}
    """


def _fields(p: Palette, s: TypeScale, g: int) -> str:
    kinds = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit"
    focused = ", ".join(f"{kind.strip()}:focus" for kind in kinds.split(","))
    disabled = ", ".join(f"{kind.strip()}:disabled" for kind in kinds.split(","))
    return f"""
    {kinds} {{
        background: {p.panel}; color: {p.ink}; border: 1px solid {p.control}; border-radius: {RADIUS}px;
        padding: {g + 2}px {2 * g}px; margin: 1px;
        selection-background-color: {p.accent}; selection-color: {p.on_accent};
        placeholder-text-color: {p.muted};
    }}
    {focused} {{ border: 2px solid {p.focus}; margin: 0px; }}
    {disabled} {{ color: {p.muted}; border: 1px dashed {p.control}; }}
    QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
        border: 2px solid {p.waiting.strong}; margin: 0px;
    }}
    QLineEdit[bare="true"], QPlainTextEdit[bare="true"] {{ border: none; background: transparent; padding: 0px; }}
    QTextEdit[page="true"] {{
        border: 2px solid transparent; border-radius: {RADIUS_SMALL}px; margin: 0px; padding: {g}px;
    }}
    QTextEdit[page="true"]:focus {{ border: 2px solid {p.focus}; }}
    QComboBox::drop-down {{ border: none; width: {5 * g}px; }}
    QComboBox QAbstractItemView {{
        background: {p.panel}; color: {p.ink}; border: 1px solid {p.control}; outline: none; padding: {g}px;
        selection-background-color: {p.accent_soft}; selection-color: {p.ink};
    }}
    QCheckBox, QRadioButton {{ spacing: {2 * g}px; padding: 3px; border: 2px solid transparent; border-radius: 6px; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {p.focus}; }}
    QCheckBox::indicator {{
        width: {s.text + 3}px; height: {s.text + 3}px; border: 1px solid {p.control}; border-radius: 4px;
        background: {p.panel};
    }}
    QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent}; }}
    QCheckBox::indicator:disabled {{ border: 1px dashed {p.control}; }}
    """


def _frames(p: Palette) -> str:
    tones = {**p.tones(), "accent": Tone(p.accent, p.accent, p.accent_soft)}
    framed = "\n".join(
        f'QFrame[tone="{name}"] {{ background: {tone.soft}; border: 1px solid {tone.strong};'
        f" border-radius: {RADIUS}px; }}\n"
        f'QFrame[tone="{name}"] > QLabel[kind="tone"] {{ color: {tone.text}; font-weight: 700; }}\n'
        f'QLabel[chip="{name}"] {{ background: {tone.soft}; color: {tone.text}; border-radius: {RADIUS_SMALL}px;'
        f" border: 1px solid {tone.strong if p.name == 'contrast' else tone.soft};"
        f" padding: 2px 8px; font-weight: 700; }}"
        for name, tone in tones.items()
    )
    return f"""
    QFrame[surface="paper"], QWidget[surface="paper"] {{ background: {p.paper}; border: none; }}
    QFrame[surface="panel"], QWidget[surface="panel"] {{ background: {p.panel}; border: none; }}
    QFrame[surface="side"] {{ background: {p.panel}; border: none; }}
    QFrame[surface="card"] {{ background: {p.panel}; border: 1px solid {p.line}; border-radius: {RADIUS}px; }}
    QFrame[surface="focus-card"] {{ background: {p.panel}; border: 2px solid {p.accent}; border-radius: {RADIUS}px; }}
    QFrame[surface="well"] {{ background: {p.neutral.soft}; border: none; }}
    QFrame[surface="line"] {{ background: {p.line}; border: none; max-height: 1px; min-height: 1px; }}
    {framed}
    """


def _lists(p: Palette, s: TypeScale, g: int) -> str:
    return f"""
    QListView, QTreeView, QTableView, QTableWidget, QListWidget {{
        background: transparent; border: none; outline: none; color: {p.ink};
        alternate-background-color: {p.paper}; gridline-color: {p.line};
        selection-background-color: {p.accent_soft}; selection-color: {p.ink};
    }}
    QTableView, QTableWidget {{
        background: {p.panel}; border: 1px solid {p.control}; border-radius: {RADIUS}px;
    }}
    QTableView:focus, QTableWidget:focus, QListWidget:focus {{
        border: 2px solid {p.focus}; border-radius: {RADIUS}px;
    }}
    QListWidget#pages::item {{ padding: {2 * g}px; border-radius: {RADIUS_SMALL}px; }}
    QListWidget#pages::item:selected {{ background: {p.accent_soft}; color: {p.accent}; }}
    QTableView::item, QTableWidget::item {{ padding: {g}px {2 * g}px; }}
    QHeaderView::section {{
        background: {p.panel}; color: {p.muted}; border: none; border-bottom: 1px solid {p.line};
        padding: {2 * g}px; font-weight: 700;
    }}
    QTableCornerButton::section {{ background: {p.panel}; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0px; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0px; }}
    QScrollBar::handle {{
        background: {p.control}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; border: none; width: 0px; height: 0px;
    }}
    """


def _chrome(p: Palette, s: TypeScale, g: int) -> str:
    return f"""
    QFrame#topbar {{ background: {p.panel}; border: none; border-bottom: 1px solid {p.line}; }}
    QFrame#statusline {{ background: {p.panel}; border: none; border-top: 1px solid {p.line}; }}
    QFrame#side {{ background: {p.panel}; border: none; border-left: 1px solid {p.line}; }}
    QFrame#chooser {{ background: {p.panel}; border: none; border-right: 1px solid {p.line}; }}
    QMenuBar {{ background: {p.panel}; color: {p.ink}; padding: 0px {2 * g}px; }}
    QMenuBar::item {{ background: transparent; padding: {g}px {2 * g}px; border-radius: {RADIUS_SMALL}px; }}
    QMenuBar::item:selected {{ background: {p.accent_soft}; }}
    QMenu {{ background: {p.panel}; color: {p.ink}; border: 1px solid {p.control}; padding: {g}px; }}
    QMenu::item {{ padding: {g + 2}px {6 * g}px {g + 2}px {3 * g}px; border-radius: {RADIUS_SMALL}px; }}
    QMenu::item:selected {{ background: {p.accent_soft}; }}
    QMenu::item:disabled {{ color: {p.muted}; }}
    QMenu::icon {{ padding-left: {2 * g}px; }}
    QMenu::separator {{ height: 1px; background: {p.line}; margin: {g}px; }}
    QTabWidget::pane {{ border: none; }}
    QProgressBar {{
        background: {p.neutral.soft}; border: 1px solid {p.control}; border-radius: {RADIUS_SMALL}px;
        text-align: center; min-height: {s.text + 6}px; color: {p.ink};
    }}
    QProgressBar::chunk {{ background: {p.accent_soft}; border-radius: {RADIUS_SMALL}px; }}
    QSlider::groove:horizontal {{ background: {p.control}; height: 4px; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        background: {p.accent}; width: {s.text + 2}px; margin: -{s.text // 2}px 0; border-radius: {s.text // 2}px;
    }}
    """
