-- The reason that came with number phrases.
comment on column ops.rejected_row.reason is 'Code of what is wrong: field_count, missing_value, not_a_number, not_an_integer, not_a_date, too_many_digits, not_allowed, nul_character, phrase_disagrees, unknown_name, duplicate_key.';
