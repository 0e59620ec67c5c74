-- grain: one row per order or finding
with
entry as (
    select
        row_number,
        strptime("Effective Date", '%m/%d/%Y')::date as effective_date,
        case "WRO/Finding" when 'Finding' then 'finding' else 'withhold_release_order' end as list,
        nullif(trim(regexp_replace(replace("Entity", chr(160), ' '), '\s+', ' ', 'g')), '') as entity_name,
        nullif(trim(regexp_replace(replace("Merchandise", chr(160), ' '), '\s+', ' ', 'g')), '') as merchandise,
        nullif(trim(replace("Country", chr(160), ' ')), '') as country,
        nullif(trim(replace("Industry", chr(160), ' ')), '') as industry,
        nullif(trim(replace("Status", chr(160), ' ')), '') as status,
        nullif(trim(replace("Press Release", chr(160), ' ')), '') as press_release_url
    from stage.cbp_withhold_release_orders
),

-- A name that no word tells to be of a company, and that nobody declared.
withheld as (
    select
        entry.*,
        entry.entity_name is not null
        and not exists (
            select 1
            from ref.company_word as company_word
            where
                company_word.word
                in (select unnest(regexp_extract_all(lower(entry.entity_name), '[\p{L}\d][\p{L}\d''-]*')))
        )
        and entry.entity_name not in (select public_name.name from ref.public_name as public_name) as is_name_withheld
    from entry
)

select
    list,
    null::varchar as sublist,
    case when not is_name_withheld then entity_name end as entity_name,
    []::varchar[] as aliases,
    []::varchar[] as former_names,
    false as includes_subsidiaries,
    is_name_withheld,
    effective_date,
    status,
    country,
    merchandise,
    industry,
    press_release_url,
    row_number
from withheld
