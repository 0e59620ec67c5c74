-- grain: one row per year and state
with
contradiction_year as (
    select * from mart.contradiction_year
)

select
    year,
    state,
    contradictions,
    contradictions_low,
    contradictions_high,
    period,
    period_start,
    period_end,
    period_kind,
    measure,
    unit,
    indicator_names,
    figure_ids
from contradiction_year
order by period_start, state
