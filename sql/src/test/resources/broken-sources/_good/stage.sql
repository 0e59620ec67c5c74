-- grain: one row per made-up figure
with
made_up as (
    select * from stage.made_up_figures
),

region as (
    select * from ref.region_by_name
)

select
    'made_up_figures:' || made_up.key as figure_id,
    'jamestown-china-brief-2022' as document_id,
    'Made up' as locator,
    'labor_transfer' as subject,
    'surplus_laborers' as indicator,
    'all' as population,
    region.region_code,
    cast(null as varchar) as counterpart_code,
    date '2021-12-31' as period_start,
    date '2021-12-31' as period_end,
    'point' as period_kind,
    'actual' as measure,
    'level' as statistic,
    cast(null as varchar) as base_indicator,
    cast(null as varchar) as base_region_code,
    cast(null as date) as base_period_start,
    cast(null as date) as base_period_end,
    cast(null as varchar) as base_measure,
    made_up.unit,
    made_up.value,
    made_up.value as value_low,
    made_up.value as value_high,
    'exact' as bound,
    'made up' as as_stated,
    cast(null as varchar) as cited_document_id,
    cast(null as varchar) as definition_version,
    'A' as obs_status,
    cast(null as varchar) as note,
    made_up.row_number
from made_up
join region on region.name = made_up.region
