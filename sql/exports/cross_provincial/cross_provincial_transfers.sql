-- grain: one row per destination, population, period and measure
with
labor_transfer as (
    select * from mart.labor_transfer
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
from labor_transfer
where
    statistic = 'level'
    and indicator in ('cross_provincial_transfers', 'cross_provincial_transfers_per_year')
order by indicator_name, region, counterpart, period_start, period_end, population, measure, unit, figure_id
