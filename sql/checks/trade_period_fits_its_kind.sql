-- The period of a customs line is made of whole months, runs forward and is as long as its kind says.
with
period as (
    select
        source_id,
        period_kind,
        period_start,
        period_end,
        count(*) as lines
    from core.trade_flow
    group by source_id, period_kind, period_start, period_end
),

measured as (
    select
        *,
        extract(day from period_start) = 1 and extract(day from period_end + interval 1 day) = 1 as is_whole_months,
        12 * (extract(year from period_end) - extract(year from period_start))
        + extract(month from period_end) - extract(month from period_start) + 1 as months,
        extract(month from period_start) as start_month
    from period
),

expected as (
    select
        *,
        case period_kind
            when 'month' then months = 1
            when 'jan_feb' then months = 2 and start_month = 1
            when 'quarter' then months = 3 and start_month in (1, 4, 7, 10)
            when 'half' then months = 6 and start_month in (1, 7)
            when 'year' then months = 12 and start_month = 1
            when 'year_to_date' then months between 3 and 11 and start_month = 1
            when 'multi_year' then months > 12 and start_month = 1 and months % 12 = 0
            when 'months' then months > 1 and not (start_month = 1 and (months <= 12 or months % 12 = 0))
        end as fits
    from measured
)

select *
from expected
where not coalesce(expected.fits and expected.is_whole_months, false)
