-- The period of a figure runs forward and is as long as its kind says.
with
figure as (
    select
        figure_id,
        period_kind,
        period_start,
        period_end,
        substr(cast(period_start as varchar), 6) as start_day,
        substr(cast(period_end as varchar), 6) as end_day,
        extract(year from period_end) - extract(year from period_start) as years_apart
    from core.figure
)

select *
from figure
where
    figure.period_start > figure.period_end
    or (
        figure.period_kind = 'year'
        and (figure.start_day <> '01-01' or figure.end_day <> '12-31' or figure.years_apart <> 0)
    )
    or (
        figure.period_kind = 'year_to_date'
        and (figure.start_day <> '01-01' or figure.end_day = '12-31' or figure.years_apart <> 0)
    )
    or (figure.period_kind = 'point' and figure.period_start <> figure.period_end)
    or (figure.period_kind = 'multi_year' and figure.years_apart = 0)
