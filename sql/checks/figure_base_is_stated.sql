-- A change, share or ratio says what it refers to (a share that a policy requires has no other base), a level nothing.
select
    figure.figure_id,
    figure.statistic,
    figure.base_indicator
from core.figure as figure
where
    (figure.statistic = 'level' and figure.base_indicator is not null)
    or (figure.statistic <> 'level' and figure.base_indicator is null and figure.subject <> 'policy')
