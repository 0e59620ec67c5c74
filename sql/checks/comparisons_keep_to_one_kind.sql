-- Figures that a mart compares are of one unit, statistic and definition, and for growth and share of one kind of period.
with
compared as (
    select
        'mart.year_over_year' as mart,
        figure_ids
    from mart.year_over_year
    where basis = 'computed'
    union all
    select
        'mart.share_of_parent' as mart,
        figure_ids
    from mart.share_of_parent
    where basis = 'computed'
    union all
    select
        'mart.target_attainment' as mart,
        figure_ids
    from mart.target_attainment
    where basis = 'computed'
    union all
    select
        'mart.derived_month' as mart,
        figure_ids
    from mart.derived_month
    where value_low is not null
),

member as (
    select
        mart,
        figure_ids,
        unnest(figure_ids) as figure_id
    from compared
),

counted as (
    select
        member.mart,
        member.figure_ids,
        count(distinct figure.unit) as units,
        count(distinct figure.statistic) as statistics,
        count(distinct coalesce(figure.definition_version, '')) as definitions,
        count(distinct figure.period_kind) as period_kinds
    from member
    join core.figure as figure on figure.figure_id = member.figure_id
    group by member.mart, member.figure_ids
)

select *
from counted
where
    counted.units > 1
    or counted.statistics > 1
    or counted.definitions > 1
    or (counted.period_kinds > 1 and counted.mart in ('mart.year_over_year', 'mart.share_of_parent'))
