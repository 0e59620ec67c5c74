-- grain: one row per figure of the report
with
figure as (
    select * from stage.cecc_testimony_2024
),

region as (
    select * from ref.region_by_name
),

counterpart as (
    select * from ref.counterpart_by_name
)

select
    'cecc_testimony_2024:' || figure.figure_key as figure_id,
    'cecc-testimony-2024' as document_id,
    figure.locator,
    figure.subject,
    figure.indicator,
    figure.population,
    region.region_code,
    counterpart.counterpart_code,
    figure.period_start,
    figure.period_end,
    figure.period_kind,
    figure.measure,
    figure.statistic,
    figure.base_indicator,
    base_region.region_code as base_region_code,
    figure.base_period_start,
    figure.base_period_end,
    figure.base_measure,
    figure.unit,
    figure.value,
    figure.value_low,
    figure.value_high,
    figure.bound,
    figure.as_stated,
    figure.cited_document as cited_document_id,
    figure.definition_version,
    figure.obs_status,
    figure.note,
    figure.row_number
from figure
join region on region.name = figure.region
left join counterpart on counterpart.name = figure.counterpart
left join region as base_region on base_region.name = figure.base_region
