-- grain: one row per partner and period, largest first
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
    and indicator = 'foreign_trade'
    and counterpart is not null
    and statistic = 'level'
order by period_start, value desc, counterpart, indicator_name, population, measure, unit, figure_id
