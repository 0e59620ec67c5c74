-- grain: one row per cell of the table in an edition
with
cell as (
    select * from stage.xinjiang_yearbook_employed
),

region as (
    select * from ref.region_by_name
),

-- Printed in ten thousand persons with two decimals, so the last digit stands for a hundred persons.
counted as (
    select
        *,
        cast(cast(value_as_printed as decimal(10, 2)) * 10000 as decimal(24, 6)) as persons,
        cast(50 as decimal(24, 6)) as half_step
    from cell
)

select
    'xinjiang_yearbook_employed:' || counted.edition || '_' || cast(counted.year as varchar) || '_'
    || region.region_code || '_' || counted.population as figure_id,
    'xinjiang-yearbook-' || counted.edition as document_id,
    'Table ' || counted.table_number as locator,
    'population' as subject,
    'employed_persons' as indicator,
    counted.population,
    region.region_code,
    cast(null as varchar) as counterpart_code,
    cast(cast(counted.year as varchar) || '-01-01' as date) as period_start,
    cast(cast(counted.year as varchar) || '-12-31' as date) as period_end,
    'year' as period_kind,
    'actual' as measure,
    'level' as statistic,
    cast(null as varchar) as base_indicator,
    cast(null as varchar) as base_region_code,
    cast(null as date) as base_period_start,
    cast(null as date) as base_period_end,
    cast(null as varchar) as base_measure,
    'person' as unit,
    counted.persons as value,
    cast(counted.persons - counted.half_step as decimal(24, 6)) as value_low,
    cast(counted.persons + counted.half_step as decimal(24, 6)) as value_high,
    'exact' as bound,
    counted.value_as_printed || ' (10,000 persons)' as as_stated,
    cast(null as varchar) as cited_document_id,
    cast(null as varchar) as definition_version,
    'A' as obs_status,
    counted.note,
    counted.row_number
from counted
join region on region.name = counted.region
