-- grain: one row per area, indicator, survey, sex, classifications and period
with
observation as (
    select
        *,
        case
            when contains("time", 'Q') then make_date(substr("time", 1, 4)::integer, 3 * substr("time", 6, 1)::integer - 2, 1)
            when contains("time", 'M') then make_date(substr("time", 1, 4)::integer, substr("time", 6, 2)::integer, 1)
            else make_date("time"::integer, 1, 1)
        end as period_start,
        case when contains("time", 'Q') then 'quarter' when contains("time", 'M') then 'month' else 'year' end as period_kind
    from stage.ilostat_indicators
)

select
    ref_area as area_code,
    indicator,
    "source" as survey,
    sex,
    classif1 as classification_1,
    classif2 as classification_2,
    period_start,
    case period_kind
        when 'month' then last_day(period_start)
        when 'quarter' then last_day(cast(period_start + interval 2 month as date))
        else cast(period_start + interval 1 year - interval 1 day as date)
    end as period_end,
    period_kind,
    obs_value as value,
    obs_status as observation_status,
    note_indicator as indicator_notes,
    note_source as source_notes,
    row_number
from observation
