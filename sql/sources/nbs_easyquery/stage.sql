-- grain: one row per datapoint
with
datapoint as (
    select
        row_number,
        database,
        "wds.zb" as indicator,
        coalesce("wds.reg", 'CN') as area_code,
        case when "data.hasdata" = 'true' then "data.data" end as value,
        case
            when length("wds.sj") = 6 then 'month'
            when length("wds.sj") = 5 then 'quarter'
            else 'year'
        end as period_kind,
        case
            when length("wds.sj") = 6 then strptime("wds.sj", '%Y%m')::date
            when length("wds.sj") = 5
                then make_date(substr("wds.sj", 1, 4)::integer, 3 * (ascii(substr("wds.sj", 5)) - ascii('A')) + 1, 1)
            else make_date("wds.sj"::integer, 1, 1)
        end as period_start
    from stage.nbs_easyquery
)

select
    area_code,
    indicator,
    database as survey,
    null::varchar as sex,
    null::varchar as classification_1,
    null::varchar as classification_2,
    period_start,
    case period_kind
        when 'month' then last_day(period_start)
        when 'quarter' then last_day(cast(period_start + interval 2 month as date))
        else cast(period_start + interval 1 year - interval 1 day as date)
    end as period_end,
    period_kind,
    value,
    case when value is null then 'M' end as observation_status,
    null::varchar as indicator_notes,
    null::varchar as source_notes,
    row_number
from datapoint
