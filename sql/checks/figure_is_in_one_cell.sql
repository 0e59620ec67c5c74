-- Every figure is in exactly one cell of mart.preferred_figure.
with
member as (
    select unnest(preferred_figure.figure_ids) as figure_id from mart.preferred_figure as preferred_figure
),

counted as (
    select
        figure.figure_id,
        count(member.figure_id) as cells
    from core.figure as figure
    left join member on member.figure_id = figure.figure_id
    group by figure.figure_id
)

select *
from counted
where counted.cells <> 1
