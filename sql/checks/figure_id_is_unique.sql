-- Every figure_id of core.figure is there once.
select
    figure.figure_id,
    count(*) as figures
from core.figure as figure
group by figure.figure_id
having count(*) > 1
