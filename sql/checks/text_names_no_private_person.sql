-- Every name in the free text of figures and reference tables is a place, a title or a public name that is declared.
with
figure as (
    select * from core.figure
),

-- What was once stated is published as well, until its snapshot is taken away.
vintage as (
    select * from core.figure_vintage
),

free_text as (
    select 'core.figure' as table_name, figure_id as row_key, 'as_stated' as column_name, as_stated as text from figure
    union all
    select 'core.figure' as table_name, figure_id as row_key, 'locator' as column_name, locator as text from figure
    union all
    select 'core.figure' as table_name, figure_id as row_key, 'note' as column_name, note as text from figure
    union all
    select 'core.figure_vintage' as table_name, figure_id as row_key, 'as_stated' as column_name, as_stated as text from vintage
    union all
    select 'core.figure_vintage' as table_name, figure_id as row_key, 'locator' as column_name, locator as text from vintage
    union all
    select 'core.figure_vintage' as table_name, figure_id as row_key, 'note' as column_name, note as text from vintage
    union all
    select 'ref.document' as table_name, document_id as row_key, 'note' as column_name, note as text from ref.document
    union all
    select 'ref.document' as table_name, document_id as row_key, 'series' as column_name, series as text from ref.document
    union all
    select 'ref.indicator' as table_name, indicator as row_key, 'description' as column_name, description as text
    from ref.indicator
    union all
    select 'ref.population' as table_name, population as row_key, 'name' as column_name, name as text from ref.population
    union all
    select 'ref.population' as table_name, population as row_key, 'description' as column_name, description as text
    from ref.population
    union all
    select 'ref.code' as table_name, code as row_key, 'description' as column_name, description as text from ref.code
    union all
    select 'ref.unit' as table_name, unit as row_key, 'description' as column_name, description as text from ref.unit
    union all
    select 'ref.quantity_unit' as table_name, quantity_unit as row_key, 'description' as column_name, description as text
    from ref.quantity_unit
    union all
    select 'ref.unit_conversion' as table_name, from_unit as row_key, 'source' as column_name, source as text
    from ref.unit_conversion
    union all
    select 'ref.preference_rule' as table_name, preference_rule as row_key, 'description' as column_name, description as text
    from ref.preference_rule
    union all
    select 'ref.region' as table_name, region_code as row_key, 'note' as column_name, note as text from ref.region
    union all
    select 'ref.region_name' as table_name, region_code as row_key, 'source' as column_name, source as text
    from ref.region_name
    union all
    select 'ref.region_member' as table_name, region_code as row_key, 'definition' as column_name, definition as text
    from ref.region_member
    union all
    select 'ref.region_member' as table_name, region_code as row_key, 'source' as column_name, source as text
    from ref.region_member
    union all
    select 'ref.partner' as table_name, partner_code as row_key, 'note' as column_name, note as text from ref.partner
    union all
    select 'ref.partner_code' as table_name, partner_code as row_key, 'note' as column_name, note as text
    from ref.partner_code
    union all
    select 'ref.commodity_group' as table_name, commodity_group as row_key, 'defined_by' as column_name, defined_by as text
    from ref.commodity_group
    union all
    select 'ref.commodity_group' as table_name, commodity_group as row_key, 'rationale' as column_name, rationale as text
    from ref.commodity_group
    union all
    select 'ref.exchange_rate' as table_name, base_currency as row_key, 'source' as column_name, source as text
    from ref.exchange_rate
    union all
    select 'ref.commodity_group_member' as table_name, code_prefix as row_key, 'note' as column_name, note as text
    from ref.commodity_group_member
    union all
    select 'ref.exhaustive_document' as table_name, document_id as row_key, 'reason' as column_name, reason as text
    from ref.exhaustive_document
    union all
    select 'ref.company_word' as table_name, word as row_key, 'meaning' as column_name, meaning as text from ref.company_word
    union all
    select 'ref.contradiction_explanation' as table_name, figure_id as row_key, 'explanation' as column_name,
        explanation as text
    from ref.contradiction_explanation
    union all
    select 'ops.correction' as table_name, source_id || ' record ' || row_number as row_key, 'reason' as column_name,
        reason as text
    from ops.correction
),

-- An apostrophe of either kind is one letter, a possessive is no part of a name, and ¬ marks a word that begins a sentence.
-- \x3B is the semicolon.
plain_text as (
    select
        table_name,
        row_key,
        column_name,
        text,
        regexp_replace(
            regexp_replace(replace(text, '’', ''''), '''s\b', '', 'g'),
            '(^|[(“"]|[\p{L}\d]{2}[.!?:\x3B]["”)]* +)(\p{Lu})', '\1¬\2', 'g'
        ) as plain
    from free_text
    where text is not null
),

-- Words with a capital that stand together, as Given Family, Family-Name, A. Family or FAMILY Given, small words included.
capitalised as (
    select
        table_name,
        row_key,
        column_name,
        text,
        unnest(
            regexp_extract_all(
                plain,
                '¬?(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}'']*)'
                || '(?:[ ·-]+(?:(?:al|and|bin|bint|de|la|of|the|van|von) )*(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}'']*))*'
            )
        ) as marked
    from plain_text
),

-- One word alone says nothing where it begins a sentence.
latin_name as (
    select
        table_name,
        row_key,
        column_name,
        text,
        replace(marked, '¬', '') as name
    from capitalised
    where marked like '% %' or marked like '%-%' or marked like '%·%' or marked not like '¬%'
),

-- Words that are of no private name: those of places, partners and documents, and words that are declared.
known_text as (
    select name as text from ref.region_name
    union all
    select name as text from ref.partner
    union all
    select partner_code as text from ref.partner
    union all
    select publisher as text from ref.document
    union all
    select name as text from ref.commodity_group
    union all
    select 'al and bin bint de la of the van von' as text
    union all
    select name as text from ref.public_name where kind = 'word'
),

known_word as (
    select distinct lower(unnest(regexp_extract_all(replace(text, '’', ''''), '[\p{L}\p{M}'']+'))) as word
    from known_text
),

word_of_name as (
    select
        table_name,
        row_key,
        column_name,
        text,
        name,
        lower(unnest(regexp_extract_all(name, '[\p{L}\p{M}'']+'))) as word
    from latin_name
    where name not in (select regexp_replace(replace(name, '’', ''''), '''s\b', '', 'g') from ref.public_name)
),

-- Chinese, Uyghur and Tibetan have no capitals: every word of their scripts must be known.
known_script as (
    select string_agg(distinct name, '|' order by length(name) desc, name) as names
    from (
        select name from ref.region_name where regexp_matches(name, '^[\p{Han}\p{Arabic}\p{Tibetan}]+$')
        union all
        select name from ref.public_name where regexp_matches(name, '^[\p{Han}\p{Arabic}\p{Tibetan}]+$')
    ) as known
),

run_of_script as (
    select
        table_name,
        row_key,
        column_name,
        text,
        unnest(regexp_extract_all(text, '[\p{Han}\p{Arabic}\p{Tibetan}·]+')) as run
    from plain_text
),

unknown as (
    select
        word_of_name.table_name,
        word_of_name.row_key,
        word_of_name.column_name,
        word_of_name.name,
        word_of_name.text
    from word_of_name as word_of_name
    left join known_word as known_word
        on word_of_name.word = known_word.word
    where known_word.word is null
    union all
    select
        run_of_script.table_name,
        run_of_script.row_key,
        run_of_script.column_name,
        run_of_script.run as name,
        run_of_script.text
    from run_of_script as run_of_script
    cross join known_script as known_script
    where regexp_replace(run_of_script.run, known_script.names, '', 'g') <> ''
    union all
    select
        'ref.document' as table_name,
        document.document_id as row_key,
        'author' as column_name,
        document.author as name,
        document.author as text
    from ref.document as document
    where document.author not in (select name from ref.public_name where kind in ('author', 'official'))
)

select
    unknown.table_name,
    unknown.row_key,
    unknown.column_name,
    unknown.name,
    unknown.text
from unknown as unknown
group by unknown.table_name, unknown.row_key, unknown.column_name, unknown.name, unknown.text
