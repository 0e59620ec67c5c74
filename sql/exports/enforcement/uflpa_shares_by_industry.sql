-- grain: one row per indicator, industry and period
with
preferred_figure as (
    select * from mart.preferred_figure
)

select
    region,
    counterpart,
    indicator_name,
    population,
    period,
    period_start,
    period_end,
    period_kind,
    measure,
    value,
    value_low,
    value_high,
    bound,
    unit,
    rivals,
    obs_status,
    definition_version,
    sources,
    figure_id,
    figure_ids
from preferred_figure
where
    indicator in ('uflpa_shipments', 'uflpa_shipment_value')
    and statistic = 'share_pct'
    and population in ('apparel_footwear_textiles', 'electronics')
order by indicator_name, period_start, period_end, population, indicator_name, population, measure, unit, figure_id
