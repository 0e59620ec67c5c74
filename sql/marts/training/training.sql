-- grain: one row per cell of the subject
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    preferred_figure.region,
    preferred_figure.period,
    preferred_figure.year,
    preferred_figure.indicator_name,
    preferred_figure.counterpart,
    preferred_figure.population,
    preferred_figure.measure,
    preferred_figure.statistic,
    preferred_figure.value,
    preferred_figure.value_low,
    preferred_figure.value_high,
    preferred_figure.bound,
    preferred_figure.unit,
    preferred_figure.rivals,
    preferred_figure.rivals_low,
    preferred_figure.rivals_high,
    preferred_figure.figure_id,
    preferred_figure.preferred_rule,
    preferred_figure.figure_ids,
    preferred_figure.sources,
    preferred_figure.indicator,
    preferred_figure.region_code,
    preferred_figure.counterpart_code,
    preferred_figure.period_start,
    preferred_figure.period_end,
    preferred_figure.period_kind,
    preferred_figure.base_indicator,
    preferred_figure.base_region_code,
    preferred_figure.base_period_start,
    preferred_figure.base_period_end,
    preferred_figure.base_measure,
    preferred_figure.definition_version,
    preferred_figure.obs_status
from preferred_figure
where preferred_figure.subject in ('training')
