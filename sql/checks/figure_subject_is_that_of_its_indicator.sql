-- A figure has the subject of its indicator.
select
    figure.figure_id,
    figure.subject,
    indicator.subject as subject_of_indicator
from core.figure as figure
join ref.indicator as indicator on indicator.indicator = figure.indicator
where figure.subject <> indicator.subject
