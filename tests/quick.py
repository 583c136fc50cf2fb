"""What the quick run (`start.py test --quick`) leaves out beside what is marked slow where it stands.

Measured in processor time: a tenth of the tests took more than half of it. What is named here counts as slow; of every
thing something else stays in the quick run. The full run knows nothing of this list. An entry that names nothing fails
(tests/test_quick.py), and so does a test that is named twice.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Whole tests: walks by chance, long ways through the window, sums over everything.
LEFT_OUT = {
    "tests/app/test_check_and_info.py": "test_the_findings_of_the_sample",
    "tests/app/test_export_command.py": "test_an_export_changes_no_content",
    "tests/app/test_finding.py": """
        test_escape_goes_back_to_where_the_cursor_was test_rooms_actions_and_settings_are_found_by_their_names
        test_things_come_first_then_actions_and_settings test_typing_on_in_what_was_found_goes_on_typing""",
    "tests/app/test_monkey.py": "test_a_while_of_random_keys_and_clicks",
    "tests/app/test_new_and_sample.py": "test_sample_prints_the_thread_and_the_file test_sample_without_a_name",
    "tests/app/test_reopened.py": """
        test_nothing_is_said_of_a_file_that_lacks_nothing test_what_is_offered_goes_with_the_file""",
    "tests/app/test_scribe.py": """
        test_an_opened_card_goes_into_the_bar_and_the_menu_deletes_nothing test_no_file_can_be_dropped
        test_no_key_leads_to_map_preparation_import_or_deleting
        test_one_key_brings_everything_back_and_a_restart_keeps_the_mode""",
    "tests/app/test_window.py": """
        test_a_file_that_somebody_else_has_open
        test_a_setting_of_the_projector_after_the_project_was_closed_asks_no_closed_file
        test_closing_the_window_while_an_import_is_written_takes_it_back test_dropping_a_project_opens_it
        test_dropping_photos_anywhere_adds_them_to_the_workshop_in_one_step test_open_and_open_recent
        test_quitting_with_half_typed_words_loses_nothing test_safe_mode_writes_nothing_to_the_profile test_save_a_copy
        test_the_same_file_again_changes_nothing_and_leads_back_to_it
        test_what_is_left_of_a_closed_project_asks_it_nothing
        test_where_documents_cannot_be_written_a_new_project_asks_for_its_place
        test_zoom_keys_f6_and_search_in_the_example""",
    "tests/app/test_window_rooms.py": "test_every_action_has_a_name_and_no_two_share_their_keys",
    "tests/exports/exchange/test_archive.py": "test_e8_a_zip_bomb_is_refused_from_its_headers",
    "tests/exports/exchange/test_dry_run.py": """
        test_e4_more_rows_than_the_limit_are_refused_and_stopping_is_quick
        test_e23_an_import_taken_back_leaves_the_same_content""",
    "tests/exports/tables/test_tables.py": """
        test_the_same_project_gives_the_same_bytes test_words_longer_than_a_cell_go_on_in_the_next_and_come_back""",
    "tests/exports/test_catalog.py": "test_the_longest_address_that_can_be_set_can_be_drawn",
    "tests/exports/test_pdf_photos.py": "test_broken_bytes_never_break_a_document",
    "tests/exports/test_pdf_text.py": """
        test_everything_longer_than_a_page_goes_on_and_loses_nothing test_naughty_strings_are_all_drawn""",
    "tests/exports/test_provisional_everywhere.py": """
        test_a_document_says_that_an_answer_is_the_one_to_the_theme test_no_command_says_one
        test_nothing_that_a_hall_sees_holds_one""",
    "tests/exports/test_reports_consent.py": "test_any_consents",
    "tests/exports/test_reports_content.py": "test_entries_are_found_by_the_tests_themselves",
    "tests/journeys/test_evening.py": "test_an_evening",
    "tests/journeys/test_map.py": "test_a_path_by_keyboard_and_mouse",
    "tests/journeys/test_promises.py": """
        test_nothing_is_said_at_opening_where_nothing_is_due
        test_promises_of_the_project_before_are_read_out_at_the_next_opening
        test_what_is_late_is_said_at_opening_and_written_down_by_keyboard""",
    "tests/journeys/test_themes.py": "test_notes_are_sorted_and_read_back_by_keyboard",
    "tests/journeys/test_to_pdf.py": "test_the_hall_sees_the_opening_and_no_name",
    "tests/journeys/test_weigh.py": "test_seventy_of_sixty_four_days",
    "tests/models/test_answering_many.py": "test_more_than_one_question_takes",
    "tests/models/test_capacity.py": "test_sums_are_exact_whatever_is_done",
    "tests/models/test_content_hash.py": "test_the_same_edits_in_two_new_projects_give_the_same_hash",
    "tests/models/test_gate_walk.py": "test_no_order_of_edits_leads_past_the_gate",
    "tests/models/test_history.py": """
        test_labels_hold_no_words_of_people test_undoing_all_and_redoing_all_goes_through_every_state_exactly
        test_walks_cover_every_edit_there_is""",
    "tests/models/test_lists.py": """
        test_a_value_counts_what_its_filter_would_leave test_newest_come_first_and_the_other_way_round""",
    "tests/models/test_load_import.py": "test_500_imported_proposals_add_up_to_the_cent",
    "tests/models/test_load_walk.py": """
        test_it_adds_up_whatever_is_done_and_undone test_the_walk_comes_by_everything_that_counts
        test_undoing_everything_goes_back_through_the_very_same_sums""",
    "tests/models/test_migrations.py": "test_steps_of_an_older_version_are_undone_and_redone",
    "tests/models/test_naughty_texts.py": "test_naughty_strings_go_round_as_words_and_titles",
    "tests/models/test_notes_many.py": "test_ten_thousand_notes_are_counted_quickly",
    "tests/models/test_promises.py": "test_thousands_of_promises_are_read_quickly",
    "tests/models/test_redaction.py": "test_what_nobody_touched_stays_readable",
    "tests/widgets/capture/test_bar.py": "test_a_draft_survives_closing_and_is_one_in_room_and_overlay",
    "tests/widgets/capture/test_hiding.py": "test_the_key_hides_what_is_marked_in_all_its_places",
    "tests/widgets/capture/test_story_desk.py": "test_an_agreed_wording_is_not_agreed_once_it_is_changed",
    "tests/widgets/prepare/test_groups.py": """
        test_a_group_is_deleted_and_its_neighbour_marked test_a_refused_number_stays_in_its_cell""",
    "tests/widgets/present/test_manners.py": """
        test_a_story_is_shown_only_where_its_teller_said_yes_to_the_room test_an_indiscreet_project_tells_nothing
        test_no_load_and_no_count_is_on_any_page test_what_is_not_confirmed_has_its_own_phrase""",
    "tests/widgets/reflect/test_trace_page.py": """
        test_the_themes_answer_opens_the_theme test_thousands_of_notes_are_shown_without_reading_them_all""",
    "tests/widgets/sort/test_votes_page.py": "test_the_sheet_is_saved_as_a_pdf",
    "tests/widgets/weigh/test_board_walk.py": "test_what_is_patched_is_what_is_read",
    "tests/widgets/weigh/test_depths.py": "test_depths_are_folded_until_wanted_and_say_what_they_hold",
    "tests/widgets/weigh/test_load_panel.py": "test_hundreds_of_lines_are_shown_at_once",
    "tests/widgets/weigh/test_many.py": "test_of_different_kinds_it_is_said_and_one_kind_is_marked",
    "tests/widgets/weigh/test_narrowing.py": """
        test_another_voice_weighs_more_at_once test_filters_open_when_wanted_and_leave_notes_out""",
    "tests/widgets/weigh/test_review.py": """
        test_a_view_is_changed_and_removed_alone test_what_stands_in_the_way
        test_who_does_not_know_contradicts_nobody""",
    "tests/widgets/weigh/test_suggesting.py": """
        test_a_theme_is_asked_about_like_an_idea test_it_never_suggests_no_and_says_so_beside_a_no
        test_it_says_nothing_where_something_it_needs_is_not_known test_nothing_chosen_yet_takes_by_the_same_chord
        test_nothing_of_it_is_in_the_file test_other_reviewers_make_it_more_careful
        test_questions_offers_and_confirmed_answers_are_left_alone
        test_what_was_kept_comes_up_again_when_the_rule_says_something_else""",
    "tests/widgets/weigh/test_tagging.py": """
        test_a_digit_that_is_no_answer_here_is_explained test_a_theme_is_answered_by_a_digit_and_its_notes_say_so
        test_an_unsorted_note_is_led_to_what_it_is test_k_changes_what_several_are""",
    "tests/widgets/weigh/test_weigh.py": """
        test_a_confirmed_answer_changes_only_after_a_warning test_a_dimension_keeps_value_note_and_source
        test_a_no_asks_for_its_reason_and_the_possible_part test_a_stop_doing_frees
        test_alt_and_arrows_go_through_what_is_to_answer test_shortcuts_answer_and_go_on
        test_what_is_half_typed_stays_when_something_else_changes""",
}

# Tests of many variants (sizes of window and text, documents, scripts): the quick run takes the first of them.
ONE_OF_EACH = {
    "tests/app/test_finding.py": "test_odd_words_find_nothing_and_break_nothing",
    "tests/app/test_import_notes.py": "test_what_cannot_be_is_refused_and_changes_nothing",
    "tests/app/test_import_path.py": "test_a_near_miss_is_refused_and_nothing_is_added",
    "tests/app/test_new_and_sample.py": "test_names_with_odd_letters_lead_to_that_very_file",
    "tests/app/test_window.py": "test_what_cannot_be_opened_is_said_and_what_is_open_stays",
    "tests/exports/tables/test_tables.py": """
        test_the_sample_goes_out_and_comes_in_without_a_loss test_a_page_shows_how_the_table_begins""",
    "tests/exports/test_provisional_everywhere.py": """
        test_every_answer_in_a_document_says_that_it_is_not_confirmed
        test_no_document_holds_a_draft_or_a_plain_phrase test_no_page_of_a_pdf_holds_one
        test_no_room_calls_one_by_its_plain_phrase""",
    "tests/exports/test_qr.py": "test_every_kind_of_address_is_read_back",
    "tests/exports/test_reports_content.py": """
        test_words_are_printed_as_the_workshop_says test_quotation_marks_only_for_what_was_written_or_said_so
        test_an_empty_project_says_so_everywhere""",
    "tests/exports/test_reports_pages.py": "test_two_exports_of_a_day_are_the_same_bytes",
    "tests/exports/test_reports_redacted.py": "test_no_document_holds_what_is_hidden",
    "tests/models/test_consent.py": "test_no_byte_of_a_copy_holds_a_forbidden_story",
    "tests/models/test_erasure.py": "test_erased_words_are_nowhere_and_stay_away",
    "tests/models/test_gate_routes.py": """
        test_an_answer_that_arrives_confirmed_is_looked_at_too
        test_what_a_file_calls_confirmed_and_lacks_something_is_not
        test_what_it_stood_on_is_gone_so_it_is_not_confirmed""",
    "tests/models/test_wording.py": "test_a_long_text_takes_time_in_line_with_its_length",
    "tests/widgets/capture/test_hiding.py": "test_places_are_counted_in_letters",
    "tests/widgets/dialogs/test_dialogs.py": """
        test_at_usual_text_nothing_has_to_be_scrolled
        test_every_dialog_is_named_fits_the_screen_and_closes_by_escape""",
    "tests/widgets/prepare/test_opening.py": "test_only_what_is_known_is_said",
    "tests/widgets/prepare/test_room.py": "test_a_row_is_found_and_marked",
    "tests/widgets/present/test_answers.py": "test_nothing_is_cut_and_no_word_is_lost",
    "tests/widgets/present/test_stage.py": "test_no_word_is_lost_cut_or_small",
    "tests/widgets/sort/test_list_page.py": "test_nothing_is_wider_than_its_place",
    "tests/widgets/start/test_start.py": "test_nothing_overlaps_at_any_text_size",
    "tests/widgets/weigh/test_depths.py": """
        test_everything_open_is_not_wider_than_its_place test_only_what_the_answer_needs_stands_open
        test_tab_goes_through_the_middle_as_one_reads""",
    "tests/widgets/weigh/test_load_panel.py": "test_the_lines_leave_room_for_the_work",
    "tests/widgets/weigh/test_tagging.py": "test_an_answer_is_taken_back_by_a_key",
    "tests/widgets/weigh/test_weigh.py": "test_nothing_is_wider_than_its_place",
}


def named(tests: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Return file and name of each test of a list."""
    return ((file, name) for file, names in tests.items() for name in names.split())


def too_slow(ids: Iterable[str]) -> set[str]:
    """Return which tests of a run, by their ids, the quick run leaves out."""
    left_out = {f"{file}::{name}" for file, name in named(LEFT_OUT)}
    one_of_each = {f"{file}::{name}" for file, name in named(ONE_OF_EACH)}
    found: set[str] = set()
    for one in ids:
        name = one.partition("[")[0]
        if name in left_out:
            found.add(one)
        if name in one_of_each:  # this is the first of them: it stays
            one_of_each.remove(name)
            left_out.add(name)
    return found
