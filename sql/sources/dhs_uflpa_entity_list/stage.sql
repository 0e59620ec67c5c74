-- grain: one row per entity and clause
with
entry as (
    select
        row_number,
        "Name of Entity" as printed,
        strptime("Effective Date", '%B %d, %Y')::date as effective_date,
        coalesce(
            nullif(regexp_extract("table.heading", '2\s*\(d\)\s*\(2\)\s*\(B\)\s*(\([iv]+\))', 1), ''),
            'table ' || "table.number"
        ) as sublist
    from stage.dhs_uflpa_entity_list
),

-- What stands in the brackets of aliases and of former names. Brackets inside, as of a place, are part of a name.
bracketed as (
    select
        *,
        regexp_extract(
            printed,
            '\((?:also known as|(?:and|including) [\w-]+ alias(?:es)?:?)\s*((?:[^()]|\([^()]*\))*)\)', 1
        ) as alias_text,
        regexp_extract(printed, '\((?:formerly known as|and formerly:?)\s*((?:[^()]|\([^()]*\))*)\)', 1) as former_text,
        trim(
            regexp_replace(
                regexp_replace(
                    printed,
                    '\s*\((?:also known as|formerly known as|and formerly:?|(?:and|including) [\w-]+ alias(?:es)?:?)'
                    || '\s*(?:[^()]|\([^()]*\))*\)', '', 'g'
                ),
                ',? and (?:its )?subsidiaries$', ''
            )
        ) as entity_name
    from entry
),

-- One name after the other, with a word before those that were used before.
spoken as (
    select
        *,
        [
            trim(regexp_replace(part, '^(?:and )?(?:also known as )?', ''))
            for part in regexp_split_to_array(alias_text, '\s*\x3B\s*')
            if trim(part) <> ''
        ] as said,
        [
            trim(regexp_replace(part, '^and ', ''))
            for part in regexp_split_to_array(former_text, '\s*\x3B\s*')
            if trim(part) <> ''
        ] as said_before
    from bracketed
),

taken_apart as (
    select
        *,
        [name for name in said if not starts_with(name, 'formerly known as ')] as aliases,
        list_concat(
            said_before,
            [substr(name, length('formerly known as ') + 1) for name in said if starts_with(name, 'formerly known as ')]
        ) as former_names,
        not exists (
            select 1
            from ref.company_word as company_word
            where
                company_word.word
                in (select unnest(regexp_extract_all(lower(spoken.entity_name), '[\p{L}\d][\p{L}\d''-]*')))
        )
        and entity_name not in (select public_name.name from ref.public_name as public_name) as is_name_withheld
    from spoken
)

select
    'uflpa_entity_list' as list,
    sublist,
    case when not is_name_withheld then entity_name end as entity_name,
    case when is_name_withheld then [] else aliases end as aliases,
    case when is_name_withheld then [] else former_names end as former_names,
    regexp_matches(printed, '\bsubsidiaries\b') as includes_subsidiaries,
    is_name_withheld,
    effective_date,
    null::varchar as status,
    null::varchar as country,
    null::varchar as merchandise,
    null::varchar as industry,
    null::varchar as press_release_url,
    row_number
from taken_apart
