-- grain: one row per indicator and period
with
trade as (
    select * from mart.trade
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
from trade
where
    region = 'Xinjiang'
    and indicator in ('labor_intensive_exports', 'labor_intensive_trade')
    and statistic = 'share_pct'
order by period_start, period_end, indicator_name, population, measure, unit, figure_id
