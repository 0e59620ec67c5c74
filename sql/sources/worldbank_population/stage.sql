-- grain: one row per year
with
estimate as (
    select
        *,
        "indicator.id" as series
    from stage.worldbank_population
)

select
    'worldbank_population:' || countryiso3code || '_' || "date" as figure_id,
    'world-bank-wdi' as document_id,
    'series ' || series || ', ' || "date" as locator,
    'population' as subject,
    'resident_population' as indicator,
    'all' as population,
    'CN' as region_code,
    cast(null as varchar) as counterpart_code,
    cast("date" || '-01-01' as date) as period_start,
    cast("date" || '-12-31' as date) as period_end,
    'year' as period_kind,
    'estimate' as measure,
    'level' as statistic,
    cast(null as varchar) as base_indicator,
    cast(null as varchar) as base_region_code,
    cast(null as date) as base_period_start,
    cast(null as date) as base_period_end,
    cast(null as varchar) as base_measure,
    'person' as unit,
    cast(value as decimal(24, 6)) as value,
    cast(value as decimal(24, 6)) as value_low,
    cast(value as decimal(24, 6)) as value_high,
    'exact' as bound,
    cast(value as varchar) as as_stated,
    cast(null as varchar) as cited_document_id,
    'midyear_estimate' as definition_version,
    'E' as obs_status,
    case when obs_status <> '' then 'Status of the publisher: ' || lower(obs_status) end as note,
    row_number
from estimate
