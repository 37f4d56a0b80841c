"""All data sets that statistics and checks can be asked of, by name."""

from incidents.statistics.datasets import ARRESTS, INCIDENTS, STOP_SEARCHES, WEAPON_RECOVERIES
from incidents.statistics.recorded_crime import RECORDED_CRIME

DATASETS = {
    dataset.name: dataset
    for dataset in (INCIDENTS, STOP_SEARCHES, ARRESTS, WEAPON_RECOVERIES, RECORDED_CRIME)
}
