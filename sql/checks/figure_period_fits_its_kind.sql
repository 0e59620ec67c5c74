-- The period of a figure runs forward and is as long as its kind says, so that equal dates have one kind.
with
figure as (
    select
        figure_id,
        period_kind,
        period_start,
        period_end,
        extract(day from period_start) = 1 and extract(day from period_end + interval 1 day) = 1 as is_whole_months,
        12 * (extract(year from period_end) - extract(year from period_start))
        + extract(month from period_end) - extract(month from period_start) + 1 as months,
        extract(month from period_start) as start_month,
        extract(year from period_start) as start_year,
        extract(year from period_end) as end_year,
        extract(month from period_end) = 12 and extract(day from period_end) = 31 as is_whole_year
    from core.figure
),

expected as (
    select
        *,
        case period_kind
            when 'year' then is_whole_months and months = 12 and start_month = 1
            when 'year_to_date'
                then
                    extract(day from period_start) = 1
                    and start_month = 1
                    and end_year = start_year
                    and not is_whole_year
                    and not (is_whole_months and months in (1, 2, 3, 6))
            when 'half' then is_whole_months and months = 6 and start_month in (1, 7)
            when 'quarter' then is_whole_months and months = 3
            when 'month' then is_whole_months and months = 1
            when 'jan_feb' then is_whole_months and months = 2 and start_month = 1
            when 'plan' then is_whole_months
            when 'point' then period_start = period_end
            when 'multi_year' then end_year > start_year
        end as fits
    from figure
)

select *
from expected
where not coalesce(expected.fits, false) or expected.period_start > expected.period_end
