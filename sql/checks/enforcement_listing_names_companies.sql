-- Every name of an entry of a list on forced labour has a word of a company, or is declared in ref.public_name.
with
shown as (
    select
        source_id,
        snapshot_sha256,
        row_number,
        list,
        effective_date,
        coalesce(entity_name, '') as entity_name,
        aliases,
        former_names,
        is_name_withheld
    from core.enforcement_listing
    where entity_name is not null or len(aliases) > 0 or len(former_names) > 0
),

word as (
    select
        shown.*,
        unnest(regexp_extract_all(lower(entity_name), '[\p{L}\d][\p{L}\d''-]*')) as word
    from shown
),

company as (
    select distinct
        word.source_id,
        word.snapshot_sha256,
        word.row_number
    from word as word
    join ref.company_word as company_word on company_word.word = word.word
)

select
    shown.source_id,
    shown.row_number,
    shown.list,
    shown.entity_name
from shown as shown
left join company as company
    on
        company.source_id = shown.source_id
        and company.snapshot_sha256 = shown.snapshot_sha256
        and company.row_number = shown.row_number
where
    shown.is_name_withheld
    or (company.row_number is null and shown.entity_name not in (select name from ref.public_name))
