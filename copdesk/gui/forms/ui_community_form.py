"""Compiled from ui/community_form.ui by packaging/forms.py; change the form instead."""

from __future__ import annotations

from copdesk.language import _
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget
from copdesk.gui.fields.community import AboutEditor
from copdesk.gui.widgets.choice_box import ChoiceBox


class Ui_CommunityForm(object):

    def setupUi(self, CommunityForm: QWidget) -> None:
        if not CommunityForm.objectName():
            CommunityForm.setObjectName('CommunityForm')
        self.rows = QFormLayout(CommunityForm)
        self.rows.setObjectName('rows')
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setHorizontalSpacing(16)
        self.rows.setVerticalSpacing(8)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(CommunityForm)
        self.name_label.setObjectName('name_label')
        self.rows.setWidget(0, QFormLayout.ItemRole.LabelRole, self.name_label)
        self.name = QLineEdit(CommunityForm)
        self.name.setObjectName('name')
        self.rows.setWidget(0, QFormLayout.ItemRole.FieldRole, self.name)
        self.about_label = QLabel(CommunityForm)
        self.about_label.setObjectName('about_label')
        self.rows.setWidget(1, QFormLayout.ItemRole.LabelRole, self.about_label)
        self.about = AboutEditor(CommunityForm)
        self.about.setObjectName('about')
        self.rows.setWidget(1, QFormLayout.ItemRole.FieldRole, self.about)
        self.place_label = QLabel(CommunityForm)
        self.place_label.setObjectName('place_label')
        self.rows.setWidget(2, QFormLayout.ItemRole.LabelRole, self.place_label)
        self.place = QLineEdit(CommunityForm)
        self.place.setObjectName('place')
        self.rows.setWidget(2, QFormLayout.ItemRole.FieldRole, self.place)
        self.language_label = QLabel(CommunityForm)
        self.language_label.setObjectName('language_label')
        self.rows.setWidget(3, QFormLayout.ItemRole.LabelRole, self.language_label)
        self.language = ChoiceBox(CommunityForm)
        self.language.setObjectName('language')
        self.rows.setWidget(3, QFormLayout.ItemRole.FieldRole, self.language)
        self.paper_label = QLabel(CommunityForm)
        self.paper_label.setObjectName('paper_label')
        self.rows.setWidget(4, QFormLayout.ItemRole.LabelRole, self.paper_label)
        self.paper = ChoiceBox(CommunityForm)
        self.paper.setObjectName('paper')
        self.rows.setWidget(4, QFormLayout.ItemRole.FieldRole, self.paper)
        self.name_label.setBuddy(self.name)
        self.about_label.setBuddy(self.about)
        self.place_label.setBuddy(self.place)
        self.language_label.setBuddy(self.language)
        self.paper_label.setBuddy(self.paper)
        QWidget.setTabOrder(self.name, self.about)
        QWidget.setTabOrder(self.about, self.place)
        QWidget.setTabOrder(self.place, self.language)
        QWidget.setTabOrder(self.language, self.paper)
        self.retranslateUi(CommunityForm)
        QMetaObject.connectSlotsByName(CommunityForm)

    def retranslateUi(self, CommunityForm: QWidget) -> None:
        self.name_label.setText(_('&Name'))
        self.about_label.setText(_('&About'))
        self.about.setPlaceholderText(_('What you want to learn together'))
        self.place_label.setText(_('&Place'))
        self.language_label.setText(_('&Language of handouts'))
        self.paper_label.setText(_('Pape&r'))
        pass
